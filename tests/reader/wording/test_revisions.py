"""Which revisions are compared, and what is said of them."""

from datetime import timedelta

from msgspec.structs import replace

from reader.library import Library
from reader.wording.diff import corrections
from reader.wording.revisions import Comparison, Pair, before, heading, pairs
from scrapers.merge import revised, revisions
from scrapers.model import Article, Attachment, Document, DocumentText, Heading, Image, Paragraph
from tests.fakes_store import NOW, PORTAL, an_article, an_entry, fill
from tests.revised import TEXTS, thrice


def told(old: Article, new: Article) -> Comparison:
    return Comparison.of(Pair(old, replace(new, revision=old.revision + 1)))


def test_pairs_go_from_the_newest_to_the_oldest_and_end():
    kept = revisions(thrice())
    known = pairs(kept, kept[-1])
    first = before(known, None)
    second = before(known, first)

    assert [[pair.old.revision, pair.new.revision] for pair in known] == [[2, 3], [1, 2]]
    assert (first, second) == known
    assert before(known, second) is None
    assert pairs((), kept[-1]) == pairs(kept[-1:], kept[-1]) == ()
    assert before((), None) is None


def test_corrections_of_the_article_and_of_its_files_come_in_one_order_the_newest_first():
    file = Attachment(url="http://a.vn/f", name="Kế hoạch")
    days = [NOW + timedelta(hours=24 * day) for day in (-9, -1.5, 1)]
    first, second, last = (DocumentText(fetched_at=at, blocks=(Paragraph(text=f"{at}"),)) for at in days)
    read = Document(url=file.url, fetched_at=days[2], blocks=last.blocks, former=(first, second))
    kept = revisions(thrice())
    article = replace(kept[-1], attachments=(file,), documents=(read,))

    found = [(pair.file, pair.new.revision) for pair in pairs(kept, article)]
    assert found == [("Kế hoạch", 3), ("", 3), ("Kế hoạch", 2), ("", 2)]
    newest = Comparison.of(pairs(kept, article)[0])
    assert (newest.pair.new.title, newest.pair.old.blocks) == ("Kế hoạch", second.blocks)
    assert heading(newest).startswith("Kế hoạch: revision 3 (16:30 19/01/2018) against revision 2 (")


def test_each_revision_is_read_with_what_other_pages_say_of_the_article():
    kept = revisions(thrice(), {"tin-trong-nganh": "Tin trong ngành"})

    assert [one.revision for one in kept] == [1, 2, 3]
    assert [one.blocks[0] for one in kept] == [Paragraph(text=text) for text in TEXTS]
    assert {one.views for one in kept} == {20}
    assert {one.categories for one in kept} == {("Tin trong ngành",)}


def test_an_article_that_is_only_known_by_name_has_no_revision():
    assert revisions(an_entry("5", cached=False)) == ()


def test_the_library_gives_what_the_cache_kept(library: Library):
    fill(library.cache, library.catalogue, [thrice()])

    kept = library.revisions(PORTAL, "9")
    assert [one.revision for one in kept] == [1, 2, 3]
    assert kept[-1] == library.article(PORTAL, "9")
    assert library.revisions(PORTAL, "1") == (library.article(PORTAL, "1"),)


def test_of_a_starred_article_whose_cache_was_cleared_the_last_revision_is_left(library: Library):
    fill(library.cache, library.catalogue, [thrice()])
    library.star(PORTAL, "9")
    library.cache.clear()

    assert [one.revision for one in library.revisions(PORTAL, "9")] == [3]


def test_the_heading_counts_places_and_names_both_revisions_with_their_times():
    old = an_article("1", blocks=(Paragraph(text="một hai ba bốn năm sáu"),))
    new = an_article("1", blocks=(Paragraph(text="một 2 ba bốn năm 6"),))

    assert heading(told(old, new)) == (
        "revision 2 (16:30 18/01/2018) against revision 1 (16:30 18/01/2018): 2 corrections"
    )


def test_an_author_and_an_attachment_are_compared_too():
    old = replace(an_article("1"), author="An", attachments=(Attachment(url="https://a.vn/1", name="Một"),))
    new = replace(old, author="Bình", attachments=(Attachment(url="https://a.vn/1", name="Hai"),))

    assert told(old, new).corrections == 2


def test_what_changes_no_word_says_so():
    old = an_article("1", blocks=(Heading(text="Kết quả"), Image(url="https://a.vn/1.png", alt="Ảnh")))
    new = an_article("1", blocks=(Heading(text="Kết quả"), Image(url="https://a.vn/2.png", alt="Ảnh")))
    entry = revised(replace(an_entry("1"), article=old), new, checked_at=NOW)
    comparison = Comparison.of(Pair(old, revisions(entry)[-1]))

    assert (comparison.pair.new.revision, comparison.corrections) == (2, 0)
    assert heading(comparison).endswith("no words differ, only pictures, links or layout.")


def test_a_rewritten_paragraph_is_one_place_and_two_are_two():
    old, new = ((Paragraph(text="mưa lớn\ngió mạnh"),), (Paragraph(text="nắng đẹp\ntrời trong"),))
    comparison = told(an_article("1", blocks=old), an_article("1", blocks=new))

    assert corrections(comparison.changes) == 2
