"""The main screen, in layers of one concern each; `ReaderScreen` puts them together.

Layers, because Textual looks for actions and handlers of messages on the screen itself. `PanesScreen` is
below all others and knows no news; `BrowsingScreen` shows what lies on a desk. The others stand on it side
by side and know nothing of each other, but that pictures and related news need links (`LinkingScreen`), that
a sync waits for files that are on their way (`FilesScreen`), and that an address may need a link, a fetch or
another portal (`AddressingScreen`).
"""
