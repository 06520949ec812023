"""Names of provinces, centrally run cities and parts of the country, as they are spelled.

The 63 of before July 2025 and the 34 since (Resolution 202/2025/QH15), whose names are all among the old but Huế.
"""

from __future__ import annotations

_PROVINCES = """
    An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước,
    Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai,
    Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang,
    Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ,
    Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình,
    Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Hồ Chí Minh, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc,
    Yên Bái, Huế
    """
#: Other spellings of them.
_VARIANTS = "Hoà Bình, Khánh Hoà, Thanh Hoá, Đăk Lăk, Đắc Lắc, Đăk Nông, Đắc Nông, Bắc Cạn, Kon Tum, TP.HCM, Vũng Tàu"
_REGIONS = (
    "Việt Nam, Tây Nguyên, Tây Bắc, Đông Bắc, Bắc Bộ, Trung Bộ, Nam Bộ, Tây Nam Bộ, Đông Nam Bộ, Bắc Trung Bộ, "
    "Nam Trung Bộ, miền Bắc, miền Trung, miền Nam, Đông Dương, Sài Gòn"
)

#: Kinds of places, which stand before their names.
PLACE_KINDS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")

#: Every name, the longer before those within them.
PLACES: tuple[str, ...] = tuple(
    sorted(
        {" ".join(name.split()) for words in (_PROVINCES, _VARIANTS, _REGIONS) for name in words.split(",")},
        key=lambda name: (-len(name), name),
    )
)
