"""Abbreviations of offices and their business: who searches for one form wants the other, too. Pure.

What is here was read off pages of provincial portals: of 626 saved articles of one, 410 have UBND and 267
CNTT. An abbreviation that may mean several things (TT, CQĐT) is left out, and so is one that is a syllable.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice, product, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from reader.searching.query import Term
from scrapers.text import WORD, fold, spelled

Form = tuple[str, ...]
"""The words of an abbreviation, or of what it stands for, as `Term.words` has them."""
_LONGEST = 7
"""Words of the longest form."""
_MOST = 12
"""How many phrasings there are of words that stand together: two or three forms in them may have others."""
_TABLE = """
ASXH = an sinh xã hội
ATGT = an toàn giao thông
ATTP = an toàn thực phẩm
ATTT = an toàn thông tin
BCĐ = ban chỉ đạo
BCVT = bưu chính, viễn thông
BĐKH = biến đổi khí hậu
BHTN = bảo hiểm thất nghiệp
BHXH = bảo hiểm xã hội
BHYT = bảo hiểm y tế
BQL = ban quản lý
BVMT = bảo vệ môi trường
CBCC = cán bộ, công chức
CBCCVC = cán bộ, công chức, viên chức
CCHC = cải cách hành chính
CĐS = chuyển đổi số
CLB = câu lạc bộ
CNTT = công nghệ thông tin
CPĐT = chính phủ điện tử
CSDL = cơ sở dữ liệu
DNNN = doanh nghiệp nhà nước
DVC = dịch vụ công
DVCTT = DVC trực tuyến = dịch vụ công trực tuyến
ĐBQH = đại biểu Quốc hội
ĐBSCL = đồng bằng sông Cửu Long
GD&ĐT = GDĐT = giáo dục và đào tạo = giáo dục đào tạo
GPMB = giải phóng mặt bằng
GTVT = giao thông vận tải
HĐND = hội đồng nhân dân
HTX = hợp tác xã
KCN = khu công nghiệp
KH&CN = KHCN = khoa học và công nghệ = khoa học công nghệ
KH&ĐT = KHĐT = kế hoạch và đầu tư = kế hoạch đầu tư
KT-XH = KTXH = kinh tế - xã hội
LĐ-TB&XH = LĐTB&XH = LĐTBXH = lao động, thương binh và xã hội
MTTQ = Mặt trận Tổ quốc
NN&PTNT = NNPTNT = nông nghiệp PTNT = nông nghiệp và PTNT = nông nghiệp và phát triển nông thôn
NSNN = ngân sách nhà nước
NTM = nông thôn mới
PCCC = phòng cháy, chữa cháy
PCTT = phòng, chống thiên tai
QLNN = quản lý nhà nước
QP-AN = QPAN = quốc phòng - an ninh
QPPL = quy phạm pháp luật
QSDĐ = quyền sử dụng đất
SXKD = sản xuất, kinh doanh
TDTT = thể dục thể thao
THCS = trung học cơ sở
THPT = trung học phổ thông
TKCN = tìm kiếm cứu nạn
TMĐT = thương mại điện tử
TN&MT = TNMT = tài nguyên và môi trường = tài nguyên môi trường
TNGT = tai nạn giao thông
TNHH = trách nhiệm hữu hạn
TP.HCM = TPHCM = TP Hồ Chí Minh = thành phố Hồ Chí Minh
TT&TT = thông tin và truyền thông = thông tin truyền thông
TTĐT = thông tin điện tử
TTHC = thủ tục hành chính
UBMTTQ = ủy ban MTTQ = ủy ban Mặt trận Tổ quốc
UBND = ủy ban nhân dân
VBQPPL = văn bản QPPL = văn bản quy phạm pháp luật
VH-TT&DL = VHTT&DL = VHTTDL = văn hóa, thể thao và du lịch
VSATTP = vệ sinh ATTP = vệ sinh an toàn thực phẩm
XDCB = xây dựng cơ bản
"""


class Asked(NamedTuple):
    """Some of what is searched for: terms that are wanted together, or instead those of another way."""

    ways: tuple[tuple[Term, ...], ...]
    """As it was typed first."""


class _Known(NamedTuple):
    form: Form
    others: tuple[Term, ...]


@lru_cache(maxsize=64)
def by_forms(terms: tuple[Term, ...]) -> tuple[Asked, ...]:
    """Part terms, in their order, into those that have other forms and single ones.

    Of several forms that begin at one term the longest counts. What stands in quotes is meant as it stands.
    A form is complete: its last word does not go on. Each tier of a search asks for it, and each result.
    """
    return tuple(_parted(terms))


def _parted(terms: Sequence[Term]) -> Iterator[Asked]:
    at = 0
    while at < len(terms):
        count, others = max(_forms_at(terms, at), default=(1, ()))
        of = terms[at : at + count]
        if of[0].either:
            yield Asked(
                tuple(way for one in of[0].alternatives for asked in _parted([one]) for way in asked.ways)
            )
        else:
            typed = tuple(replace(term, prefix=term.prefix and not others) for term in of)
            yield Asked((typed, *((other,) for other in others)))
        at += count


def all_forms(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms and their other forms, to be looked for in a text."""
    asked = by_forms(terms)
    return tuple(chain(*(one.ways[0] for one in asked), *(way for one in asked for way in one.ways[1:])))


def phrasings(phrase: Term) -> tuple[Term, ...]:
    """Return words that stand together as typed, then with other forms of some; each is literal."""
    asked = by_forms(tuple(Term(words=(word,), quoted=phrase.quoted) for word in phrase.words))
    parts = (map(_words, one.ways) for one in asked)
    return tuple(Term(words=tuple(chain(*form)), quoted=True) for form in islice(product(*parts), _MOST))


def _words(terms: Iterable[Term]) -> Form:
    return tuple(chain(*(term.words for term in terms)))


def _forms_at(terms: Sequence[Term], at: int) -> Iterator[tuple[int, tuple[Term, ...]]]:
    """Yield how many of the terms from one on are a form, and its others."""
    words: Form = ()
    in_title = terms[at].in_title

    def may_be_of_one(term: Term) -> bool:
        return not (term.quoted or term.either) and term.in_title == in_title

    for count, term in enumerate(takewhile(may_be_of_one, terms[at : at + _LONGEST]), 1):
        words += term.words
        if others := _others(words):
            yield count, tuple(replace(other, in_title=in_title) for other in others)


def _others(words: Form) -> tuple[Term, ...]:
    """Return the other forms of what was typed, if each of its words has the accents of the form, or none."""
    known = _known().get(tuple(map(fold, words)))
    if known is None:
        return ()
    is_meant = all(typed in (word, fold(word)) for typed, word in zip(words, known.form, strict=True))
    return known.others if is_meant else ()


@cache
def _known() -> Mapping[Form, _Known]:
    """Return each form, with those that mean the same, by its words without accents."""
    lines = (line.split(" = ") for line in _TABLE.strip().splitlines())
    families = [tuple(tuple(WORD.findall(spelled(form))) for form in line) for line in lines]
    return {
        tuple(map(fold, form)): _Known(form, tuple(Term(words=other) for other in family if other != form))
        for family in families
        for form in family
    }
