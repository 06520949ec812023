"""Units and groups out of the words of a field."""

import pytest
from typed_plans import read_typed

from parplan.importing.bracket_fields import split_bracket
from parplan.importing.directory import DraftDirectory
from parplan.importing.parties import KnownNames, split_parties
from parplan.importing.party_codes import Codes, code_of
from parplan.importing.party_names import is_group, is_open
from parplan.importing.party_roles import split_sentence
from parplan.plan.units import typed_form


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Văn phòng Sở và các phòng, đơn vị liên quan", ["Văn phòng Sở", "các phòng, đơn vị liên quan"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"]),
        ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("Văn phòng UBND tỉnh, Sở Nội vụ", ["Văn phòng UBND tỉnh", "Sở Nội vụ"]),
        ("UBND các phường Cẩm Lệ, Hội An, Hội An Tây", ["UBND các phường Cẩm Lệ, Hội An, Hội An Tây"]),
        ("UBND các xã Núi Thành, Ban Công và Hội Nông dân", ["UBND các xã Núi Thành, Ban Công", "Hội Nông dân"]),
        ("UBND các xã, Hội Nông dân", ["UBND các xã", "Hội Nông dân"]),
        ("Văn phòng HĐND và UBND huyện, Phòng Nội vụ", ["Văn phòng HĐND và UBND huyện", "Phòng Nội vụ"]),
        ("Văn phòng HĐND & UBND; Phòng Nội vụ", ["Văn phòng HĐND & UBND", "Phòng Nội vụ"]),
        ("Phòng Nội vụ và Văn phòng HĐND - UBND xã", ["Phòng Nội vụ", "Văn phòng HĐND - UBND xã"]),
        ("HĐND – UBND xã, Công an xã", ["HĐND – UBND xã", "Công an xã"]),
        ("Văn phòng Đoàn ĐBQH & HĐND tỉnh, Sở Nội vụ", ["Văn phòng Đoàn ĐBQH & HĐND tỉnh", "Sở Nội vụ"]),
        ("Chi cục Thủy lợi và Phòng chống thiên tai", ["Chi cục Thủy lợi và Phòng chống thiên tai"]),
        ("Phòng Quản lý công nghệ và Sở hữu trí tuệ", ["Phòng Quản lý công nghệ và Sở hữu trí tuệ"]),
        (
            "Vụ Hợp tác và Hội nhập quốc tế, Phòng Biên chế và Bộ máy",
            ["Vụ Hợp tác và Hội nhập quốc tế", "Phòng Biên chế và Bộ máy"],
        ),
        ("Phòng Thông tin, Báo chí và Xuất bản", ["Phòng Thông tin, Báo chí và Xuất bản"]),
        ("Các Sở, ngành, đơn vị, UBND cấp xã", ["Các Sở, ngành, đơn vị", "UBND cấp xã"]),
        ("Các cơ quan, đơn vị, địa phương liên quan", ["Các cơ quan, đơn vị, địa phương liên quan"]),
        ("Sở Tài chính và cơ quan, địa phương liên quan", ["Sở Tài chính", "cơ quan, địa phương liên quan"]),
        ("Các phòng, Chi cục, Trung tâm thuộc Sở", ["Các phòng, Chi cục, Trung tâm thuộc Sở"]),
        (
            "Báo và Phát thanh, Truyền hình tỉnh; Sở Tư pháp, các cơ quan, đơn vị",
            ["Báo và Phát thanh, Truyền hình tỉnh", "Sở Tư pháp", "các cơ quan, đơn vị"],
        ),
        (
            "Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi và Sở Xây dựng",
            ["Ban Quản lý Khu kinh tế Dung Quất và các Khu công nghiệp Quảng Ngãi", "Sở Xây dựng"],
        ),
        (
            "Phòng Kế hoạch - Tài chính, Văn phòng Sở và công chức làm việc tại Trung tâm",
            ["Phòng Kế hoạch - Tài chính", "Văn phòng Sở", "công chức làm việc tại Trung tâm"],
        ),
        ("- Sở Nội vụ;\n- Sở Tư pháp.", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("1. Sở Nội vụ\n2. Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("a) Sở Nội vụ\nb) Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Bộ Y tế, VTV, VOV và Thông tấn xã", ["Bộ Y tế", "VTV", "VOV", "Thông tấn xã"]),
    ],
)
def test_names_are_parted_only_where_another_begins(words: str, names: list[str]) -> None:
    found = split_parties(words.split("\n"))
    assert [mention.name for mention in found] == names
    assert all(mention.sure for mention in found)


@pytest.mark.parametrize(
    "words",
    [
        "Phòng Pháp chế & Thanh tra",
        "Văn phòng HĐND, UBND huyện",
        "Văn phòng Đoàn ĐBQH, HĐND tỉnh",
        "Văn phòng Đảng ủy và UBND",
    ],
)
def test_what_may_be_one_name_or_two_is_not_sure(words: str) -> None:
    assert [mention.sure for mention in split_parties([words])] == [False, False]


@pytest.mark.parametrize(
    "words",
    [
        *("Văn phòng (đ/c An - Chánh Văn phòng)", "Văn phòng (nhiệm vụ 1, 2)", "Phòng Tư pháp (nếu có)"),
        *("Chủ tịch UBND phường trực tiếp chỉ đạo", "Văn phòng tham mưu", "Mỗi phòng tự thực hiện"),
        *("Văn phòng (PH)", "Văn phòng (Đ/c An)", "Văn phòng 2. Phòng Kinh tế", "Văn phòng b) Phòng Kinh tế"),
        *("VP, KT, VHXH", "Chi bộ 1, 2 và 3"),
    ],
)
def test_words_about_a_unit_are_no_part_of_its_name(words: str) -> None:
    assert [mention.sure for mention in split_parties([words])] == [False]
    assert all(one.sure for one in split_parties([words], KnownNames([words])))


@pytest.mark.parametrize(
    "words",
    [
        *("Phòng Cảnh sát quản lý hành chính về trật tự xã hội", "Phòng Nội vụ (Văn phòng Sở)", "Bộ phận tham mưu"),
        "Trung tâm Phục vụ hành chính công (gọi tắt là Trung tâm)",
        *("Phòng Công chức, viên chức", "Phòng Cán bộ, công chức, viên chức", "Vụ Công chức - Viên chức"),
        "Vụ Các vấn đề chung về xây dựng pháp luật",
    ],
)
def test_words_of_a_name_are_sure(words: str) -> None:
    assert [mention.sure for mention in split_parties([words])] == [True]


def test_names_that_ran_together_are_parted_where_each_is_known() -> None:
    words = ["Sở Giáo dục và Đào tạo Sở Nội vụ"]
    assert [mention.sure for mention in split_parties(words)] == [False]
    known = ["Sở Giáo dục và Đào tạo", "Sở Nội vụ"]
    assert [mention.name for mention in split_parties(words, KnownNames(known))] == known


def test_what_is_no_unit_is_not_sure() -> None:
    assert [mention.sure for mention in split_parties(["theo quy chế làm việc"])] == [False]


def test_a_sentence_names_lead_and_coordinating() -> None:
    assert split_sentence("Sở Tài chính chủ trì, phối hợp với Sở Nội vụ và Sở Tư pháp.") == (
        "Sở Tài chính",
        "Sở Nội vụ và Sở Tư pháp",
    )
    assert split_sentence("Sở Tài chính") is None


@pytest.mark.parametrize("joining", ["với", "cùng", "cùng với", "chặt chẽ với", "chặt chẽ cùng với", ""])
@pytest.mark.parametrize("lead", ["Sở Tài chính chủ trì,", "Sở Tài chính"])
def test_words_that_lead_to_those_who_take_part_are_no_part_of_their_names(lead: str, joining: str) -> None:
    assert split_sentence(f"{lead} phối hợp {joining} Sở Nội vụ") == ("Sở Tài chính", "Sở Nội vụ")
    _, fields = split_bracket(f"Rà soát thủ tục (Sở Tài chính chủ trì, phối hợp {joining} Sở Nội vụ)")
    assert [one.value for one in fields] == ["Sở Tài chính", "Sở Nội vụ"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Phòng Kế hoạch - Tài chính", "KHTC"),
        ("Sở Nội vụ", "SNV"),
        ("Văn phòng Sở", "VP"),
        ("Thanh tra Sở", "TTRA"),
        ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "CCTDC"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("Bộ CHQS tỉnh", "BCHQS"),
        ("P. KT&ĐBCL", "KTDBCL"),
        ("P. Đào tạo", "DT"),
        ("TT CNTT", "TTCNTT"),
        ("Bộ Ngoại giao", "BNG"),
    ],
)
def test_codes_are_such_as_people_choose(name: str, code: str) -> None:
    assert code_of(name, Codes()) == code
    assert code_of(name, Codes([code])) == f"{code}2"


def test_groups_and_open_groups() -> None:
    assert is_group("Các phòng thuộc Sở")
    assert not is_open("Các phòng thuộc Sở")
    assert is_open("các đơn vị liên quan")
    assert is_group("UBND các xã, phường")
    assert not is_group("UBND tỉnh")
    assert not is_group("Sở Nội vụ")
    for name in ("Ban Chỉ đạo các tỉnh", "Hội Cựu chiến binh các cấp", "Khoa liên quan", "Doanh nghiệp, nhà đầu tư"):
        assert is_group(name)
    for name in ("Cơ quan Ủy ban Kiểm tra Đảng ủy xã", "Ban Quản lý các khu công nghệ cao"):
        assert not is_group(name)


def test_names_that_ran_together_are_unsure_or_parted() -> None:
    text = "Phòng Quản lý Công nghệ và Chuyên ngành Chi cục Tiêu chuẩn Đo lường Chất lượng"
    (mention,) = split_parties([text])
    assert not mention.sure
    known = ["Phòng Quản lý Công nghệ và Chuyên ngành", "Chi cục Tiêu chuẩn Đo lường Chất lượng"]
    assert [one.name for one in split_parties([text], KnownNames(known))] == known
    for together in ("Khoa Luật kinh tế Khoa Môi trường", "Phòng Đào tạo Các khoa"):
        assert [one.sure for one in split_parties([together])] == [False]
    assert split_parties(["Các sở, ban, ngành Thanh tra tỉnh"])[0].name == "Các sở, ban, ngành Thanh tra tỉnh"


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("Các phòng, Chi cục Thuế", False),
        ("Các phòng, trung tâm, Chi cục Kiểm lâm", False),
        ("Các phòng; Chi cục Thuế", True),
        ("Các phòng và Chi cục Thuế", True),
        ("Các phòng, Văn phòng Sở", True),
        ("Các phòng, đơn vị", True),
        ("Các sở, ban, ngành, Công an tỉnh", True),
    ],
)
def test_a_body_behind_several_without_a_name_may_be_several_too(words: str, sure: bool) -> None:
    assert {mention.sure for mention in split_parties([words])} == {sure}


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("Sở Công Thương, Viễn thông Hải Dương", False),
        ("Trung tâm Văn hóa, Thể thao Hải Châu", False),
        ("Sở Văn hóa, Thể thao và Du lịch", True),
        ("Phòng Kinh tế, Hạ tầng phường Hải Châu", True),
        ("Báo và Phát thanh, Truyền hình Lâm Đồng", True),
    ],
)
def test_a_field_or_a_body_of_a_place_behind_a_comma_is_not_sure(words: str, sure: bool) -> None:
    assert [(one.name, one.sure) for one in split_parties([words])] == [(words, sure)]
    assert [one.sure for one in split_parties([words], KnownNames([words]))] == [True]


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("Cục Viễn thông, Bộ Khoa học và Công nghệ", False),
        ("Cục Cơ yếu, Ban Cơ yếu Chính phủ", False),
        ("Phòng Hậu cần, Công an tỉnh", False),
        ("Chi cục Thủy lợi, Sở Nông nghiệp và Môi trường", False),
        ("Khoa Luật, Trường Đại học Vinh", False),
        ("Cục Viễn thông; Bộ Khoa học và Công nghệ", True),
        ("Bộ Y tế, Cục Viễn thông", True),
        ("Sở Y tế, Công an tỉnh", True),
    ],
)
def test_a_body_before_the_one_it_may_belong_to_is_not_sure(words: str, sure: bool) -> None:
    mentions = split_parties([words])
    assert len(mentions) == 2
    assert all(mention.sure == sure for mention in mentions)
    known = KnownNames([mentions[0].name])
    assert all(mention.sure for mention in split_parties([words], known))


@pytest.mark.parametrize(
    ("names", "doubted"),
    [
        (("Phòng Văn hóa - Xã hội", "Phòng VH-XH"), ["Phòng VH-XH"]),
        (("Trung tâm PVHCC", "Trung tâm Phục vụ hành chính công"), ["Trung tâm PVHCC"]),
        (("Phòng Kế hoạch - Tài chính", "Phòng KT"), []),
        (("Phòng Kinh tế", "P. Kinh tế", "P.KT"), ["P. Kinh tế", "P.KT"]),
        (("UBND tỉnh", "UBND xã Trường Xuân", "Sở Nội vụ"), []),
        (("PHÒNG VĂN HÓA", "Phòng Văn hiến"), []),
        (("Ban Giám hiệu", "BGH"), ["BGH"]),
        (("BGH", "Ban Giám hiệu"), ["BGH"]),
        (("Phòng Kế hoạch - Tài chính", "KHTC", "BHXH"), ["KHTC"]),
    ],
)
def test_a_short_form_with_the_initials_of_another_unit_is_asked_about(
    names: tuple[str, ...], doubted: list[str]
) -> None:
    directory = DraftDirectory(None)
    for name in names:
        directory.name(name)
        directory.name(name)
    directory.finish()
    assert [doubt.value for doubt in directory.doubts] == doubted


@pytest.mark.parametrize(
    "names",
    [
        ("Ban Giám hiệu", "BGH"),
        ("Ban Giám hiệu", "Ban Giáo hóa", "BGH", "BGH2"),
        ("Bảo hiểm xã hội", "BHXH", "bhxh"),
        ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
        ("Văn phòng Sở", "Văn phòng", "VP"),
        ("UBND", "UBND tỉnh"),
        ("các phòng, đơn vị", "ALL"),
    ],
)
def test_no_code_is_the_name_of_another_unit(names: tuple[str, ...]) -> None:
    body = "".join(f"{i}. Việc {i}.\n- Chủ trì: {name}.\n- Thời gian: Quý I/2026.\n" for i, name in enumerate(names, 1))
    data = read_typed(f"I. NHIỆM VỤ\n{body}").data
    called = {code: {code, unit["name"], *unit.get("aliases", ())} for code, unit in data["units"].items()}
    called |= {code: {code, group["name"]} for code, group in data.get("groups", {}).items()}
    for name in names:
        assert sum(typed_form(name) in map(typed_form, every) for every in called.values()) == 1


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("Các khoa, phòng", "Phòng Điều dưỡng, Khoa Dược, Khoa Nội"),
        ("các phòng, khoa chuyên môn", "Phòng Điều dưỡng, Khoa Dược, Khoa Nội"),
        ("Các khoa", "Khoa Dược, Khoa Nội"),
        ("Các tổ chuyên môn", "Tổ Ngữ văn"),
        ("Các khoa lâm sàng", ""),
    ],
)
def test_the_groups_of_a_hospital_or_a_school_are_asked_about(group: str, members: str) -> None:
    directory = DraftDirectory(None)
    for name in ("Phòng Điều dưỡng", "Khoa Dược", "Khoa Nội", "Tổ Ngữ văn", "Trạm Y tế", group):
        directory.name(name)
    directory.finish()
    named = [", ".join(directory.parties[code].name for code in d.value.split(", ")) for d in directory.doubts]
    assert named == ([members] if members else [])


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("Các Sở: Nội vụ, Tư pháp, Tài chính", False),
        ("các sở Nội vụ, Tư pháp và Tài chính", False),
        ("Các phòng: Kinh tế, Văn hóa - Xã hội", False),
        ("Sở Nội vụ, Tư pháp, Tài chính", False),
        ("Bộ Nội vụ và Tài chính", False),
        ("Phòng Đào tạo, Tài vụ", False),  # “Phòng Tài vụ” is named elsewhere
        ("Bộ phận Một cửa, công chức Tư pháp - Hộ tịch", False),
        ("Sở Văn hóa, Thể thao và Du lịch", True),
        ("Sở Văn hóa, Thể thao và Du lịch tỉnh Bắc Ninh", True),
        ("Các Sở Văn hóa, Thể thao và Du lịch", True),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", True),
        ("Phòng Quản lý đào tạo, Khoa học và Hợp tác quốc tế", True),
        ("Các sở, ban, ngành", True),
        ("Các phòng, khoa", True),
        ("các trường Mầm non, Tiểu học, THCS trên địa bàn", True),
    ],
)
def test_several_bodies_named_after_one_word_are_asked_about(words: str, sure: bool) -> None:
    (party,) = split_parties([words], KnownNames(["Phòng Tài vụ"]))
    assert (party.name, party.sure) == (words, sure)
