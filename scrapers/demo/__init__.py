"""The embedded portal: a loopback server in the markup of the vinhlong portal, with news of its own."""
