"""Whether a portal answers, as `tinvl doctor` says it."""

from reader.doctor import network
from reader.doctor.finding import Grade
from scrapers.errors import Unreachable, Untrusted
from scrapers.portals.portal import builtin
from tests.reader.cli.mini import Mini


def test_a_portal_is_asked_for_its_start_page_and_what_it_answers_is_told() -> None:
    with Mini() as mini:
        portal = builtin("vinhlong").moved("mini", mini.base)
        found = network.check(portal)
        mini.pages.clear()
        gone = network.check(portal)
    assert (found.grade, found.said) == (Grade.WELL, "The portal answers, without encryption.")
    assert mini.asked[-1] == "/"
    assert (gone.grade, gone.advice) == (Grade.ODD, "Try again later.")
    assert "no longer has this page" in gone.said


def test_a_certificate_that_nobody_vouches_for_is_told_apart_from_no_network() -> None:
    refused = network._trouble(Untrusted("certificate has expired", where="https://a.vn/"))
    assert refused.said == "The portal's certificate is not accepted: certificate has expired."
    assert "ca_certificates" in refused.advice
    silent = network._trouble(Unreachable("no answer in time", where="https://a.vn/"))
    assert "Check the network" in silent.said
