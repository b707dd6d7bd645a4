"""What is typed by Telex or VNI while no input method is on is read as the words that were meant."""

import pytest

from reader.searching import inputmethods
from reader.searching.inputmethods import readings


@pytest.mark.parametrize(
    ("telex", "vni", "meant"),
    [
        ("nghij quyeets", "nghi5 quye6t1", "nghị quyết"),
        ("quyeets ddinhj", "quye6t1 d9inh5", "quyết định"),
        ("ddieejn tuwr", "d9ie65n tu73", "điện tử"),
        ("ddieenj tuwr", "d9ie6n5 tu73", "điện tử"),
        ("chinhs phur", "chinh1 phu3", "chính phủ"),
        ("Vinhx Long", "Vinh4 Long", "vĩnh Long"),
        ("truwowngf hocj", "tru7o7ng2 hoc5", "trường học"),
        ("truowngf", "truo7ng2", "trường"),
        ("nguwowif ddaan", "ngu7o7i2 d9a6n", "người đân"),
        ("nuwowcs ngoaif", "nu7o7c1 ngoai2", "nước ngoài"),
        ("hoaf binhf", "hoa2 binh2", "hòa bình"),
        ("giaf giaos quas", "gia2 giao1 qua1", "già giáo quá"),
        ("tuyeen truyeenf", "tuye6n truye6n2", "tuyên truyền"),
        ("bawngf khen", "ba8ng2 khen", "bằng khen"),
        ("thuyr lowij", "thuy3 lo7i5", "thủy lợi"),
        ("khoer", "khoe3", "khỏe"),
        ("thuees toans hoangf", "thue61 toan1 hoang2", "thuế toán hoàng"),
        ("uyr an ans gif giawcj", "uy3 an an1 gi2 gia8c5", "ủy an án gì giặc"),
        ("muoons hoawcj quawngj", "muo6n1 hoa8c5 qua8ng5", "muốn hoặc quặng"),
        ("cuuws luuw huwux muaw", "cuu71 luu7 hu7u4 mua7", "cứu lưu hữu mưa"),
        ("ruouwj ruwouj thuowr quowr quowis", "ruou75 ru7ou5 thuo73 quo73 quo7i1", "rượu rượu thuở quở quới"),
        ("uowcs mow uw", "uo7c1 mo7 u7", "ước mơ ư"),
        ("dajy hocj", "day5 hoc5", "dạy học"),
        ("tieengsz vieetj", "tie6ng10 vie6t5", "tiêng việt"),
        ("dduwowngf tu:2018", "d9u7o7ng2 tu:2018", "đường tu:2018"),
        ('"chuwx kys soos"', '"chu74 ky1 so61"', '"chữ ký số"'),
    ],
)
def test_keys_come_to_the_words_that_were_meant(telex: str, vni: str, meant: str):
    assert meant in readings(telex)
    assert meant in readings(vni)


@pytest.mark.parametrize(
    "typed",
    ["", "tin", "nghị quyết", "chinh phu", "internet facebook", "2018", "45/2016", "is:unread", "xyz", "5a"],
)
def test_what_is_no_such_keys_has_no_other_reading(typed: str):
    assert list(readings(typed)) == []


def test_a_w_alone_is_a_letter_of_telex():
    assert list(readings("tw nhaan")) == ["tư nhân"]


def test_of_words_of_other_languages_those_that_are_no_syllable_stay():
    assert "truyền internet 4g" in readings("truyeenf internet 4g")


def test_what_is_longer_than_any_syllable_is_not_read_key_by_key(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inputmethods, "_Syllable", None)
    assert list(readings("a" * 3000)) == []
