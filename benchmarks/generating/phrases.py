"""The phrases of generated plans, taken from real plans such as the reform plan of 2021."""

from __future__ import annotations

VERBS = (
    "Xây dựng, tham mưu ban hành và tổ chức thực hiện",
    "Rà soát, đánh giá và đề xuất hướng xử lý đối với",
    "Tiếp tục triển khai thực hiện",
    "Theo dõi, đôn đốc việc thực hiện",
    "Phối hợp với các cơ quan liên quan thực hiện",
    "Tổ chức tuyên truyền, phổ biến và quán triệt",
    "Nâng cao chất lượng và hiệu quả của",
    "Đẩy mạnh ứng dụng công nghệ thông tin trong",
    "Kiểm tra, hướng dẫn các phòng, đơn vị về",
    "Cập nhật, công khai đầy đủ và kịp thời",
    "Nghiên cứu, hoàn thiện",
    "Tham mưu cấp có thẩm quyền xem xét",
    "Duy trì, cải tiến",
    "Chuẩn hóa và đơn giản hóa",
    "Tập huấn, bồi dưỡng công chức, viên chức về",
    "Tổng hợp, phân tích tình hình",
)

OBJECTS = (
    "công tác theo dõi thi hành pháp luật",
    "việc rà soát, hệ thống hóa văn bản quy phạm pháp luật",
    "công tác kiểm soát thủ tục hành chính",
    "quy trình nội bộ giải quyết thủ tục hành chính",
    "việc tiếp nhận, xử lý phản ánh, kiến nghị của cá nhân, tổ chức",
    "công tác đối thoại giữa lãnh đạo cơ quan với tổ chức, công dân",
    "việc đo lường mức độ hài lòng của người dân, tổ chức",
    "cơ cấu tổ chức bộ máy và chức năng, nhiệm vụ của các phòng, đơn vị",
    "vị trí việc làm và số lượng người làm việc",
    "công tác tinh giản biên chế",
    "công tác đào tạo, bồi dưỡng công chức, viên chức và người lao động",
    "kỷ luật, kỷ cương hành chính",
    "cơ chế tự chủ, tự chịu trách nhiệm về sử dụng kinh phí quản lý hành chính",
    "việc quản lý, sử dụng tài sản công",
    "hạ tầng kỹ thuật và an toàn thông tin",
    "dịch vụ công trực tuyến",
    "hệ thống quản lý chất lượng",
    "việc gửi, nhận văn bản điện tử trên trục liên thông",
    "chữ ký số và hồ sơ công việc điện tử",
    "công tác văn thư, lưu trữ",
    "trang thông tin điện tử của cơ quan",
    "cơ sở dữ liệu chuyên ngành",
    "công tác phòng, chống tham nhũng, thực hành tiết kiệm, chống lãng phí",
    "hoạt động tiêu chuẩn, đo lường, chất lượng",
    "việc thực hiện các đề tài, dự án nghiên cứu khoa học",
    "công tác sở hữu trí tuệ và phát triển tài sản trí tuệ",
    "hoạt động đổi mới sáng tạo và khởi nghiệp",
    "công tác thanh tra chuyên ngành",
    "việc giải quyết khiếu nại, tố cáo",
    "chỉ số cải cách hành chính và các tiêu chí thành phần",
    "công tác an toàn bức xạ và hạt nhân",
    "việc phân cấp, ủy quyền trong quản lý nhà nước",
)

SCOPES = (
    "của cơ quan",
    "thuộc thẩm quyền giải quyết của cơ quan",
    "tại các phòng, đơn vị trực thuộc",
    "trên địa bàn tỉnh",
    "trong lĩnh vực được giao quản lý",
    "theo chỉ đạo của Ủy ban nhân dân tỉnh và hướng dẫn của các bộ, ngành Trung ương",
    "tại Trung tâm Phục vụ hành chính công và bộ phận tiếp nhận hồ sơ",
    "phù hợp với điều kiện thực tế của từng phòng, đơn vị",
    "bảo đảm công khai, minh bạch, đúng trình tự, thủ tục",
    "gắn với trách nhiệm của người đứng đầu",
    "phục vụ người dân và doanh nghiệp",
    "đồng bộ với việc sắp xếp tổ chức bộ máy",
)

#: Behind a title where it is longer; some plans explain themselves at length.
EXPLANATIONS = (
    "đặc biệt nâng cao vai trò của người đứng đầu trong chỉ đạo, tổ chức thực hiện các nhiệm vụ được giao",
    "kịp thời kiến nghị sửa đổi, bổ sung hoặc bãi bỏ các quy định không còn phù hợp",
    "lấy kết quả thực hiện làm căn cứ đánh giá, xếp loại thi đua hằng năm của tập thể và cá nhân",
    "chủ động nghiên cứu, áp dụng những giải pháp mới, cách làm hay của các cơ quan khác",
    "tạo thuận lợi nhất cho tổ chức, cá nhân khi thực hiện thủ tục hành chính",
    "khắc phục những tồn tại, hạn chế đã được chỉ ra qua kiểm tra, giám sát",
)

PAPERS = (
    "báo cáo kết quả thực hiện",
    "các văn bản chỉ đạo, hướng dẫn thực hiện",
    "danh mục hồ sơ, tài liệu kiểm chứng kèm theo",
    "biên bản kiểm tra và thông báo kết luận",
    "số liệu được cập nhật đầy đủ trên hệ thống thông tin của tỉnh",
    "các tin, bài đăng trên trang thông tin điện tử",
    "hồ sơ, sổ theo dõi được lập đúng quy định",
    "các kiến nghị xử lý những vấn đề phát hiện qua rà soát, kiểm tra",
)

NOTES = (
    "Nội dung chi tiết thực hiện theo phụ lục kèm theo kế hoạch.",
    "Kinh phí thực hiện từ nguồn chi thường xuyên được giao.",
    "Kết quả thực hiện được tổng hợp vào báo cáo cải cách hành chính của cơ quan.",
    "Bản in không ghi rõ nơi nhận báo cáo; đã hỏi lại bộ phận soạn thảo.",
)

#: What is measured, with the unit it is measured in.
TARGETS = (
    ("Hồ sơ được giải quyết đúng hạn", "%"),
    ("Văn bản được ban hành đúng quy định", "%"),
    ("Thủ tục hành chính được công khai đầy đủ", "%"),
    ("Công chức, viên chức được bồi dưỡng", "%"),
    ("Văn bản điện tử được ký số", "%"),
)

SECTIONS = (
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính và thực hiện cơ chế một cửa",
    "Cải cách tổ chức bộ máy, nâng cao hiệu quả quản lý biên chế",
    "Xây dựng và nâng cao chất lượng đội ngũ công chức, viên chức",
    "Cải cách tài chính công",
    "Hiện đại hóa nền hành chính",
    "Công tác chỉ đạo, điều hành",
)

#: Code, name, short form and the other names of each unit.
UNITS = (
    ("VP", "Văn phòng", "", ()),
    ("TTRA", "Thanh tra", "", ()),
    ("KHTC", "Phòng Kế hoạch - Tài chính", "KH-TC", ()),
    ("QLKH", "Phòng Quản lý khoa học", "QLKH", ()),
    ("QLCN", "Phòng Quản lý công nghệ và Thị trường công nghệ", "QLCN", ("Phòng Quản lý công nghệ",)),
    ("TDC", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "Chi cục TĐC", ("Chi cục",)),
    ("UDDV", "Trung tâm Ứng dụng và Dịch vụ khoa học công nghệ", "TT ƯD&DV", ("Trung tâm Ứng dụng",)),
    ("TTTT", "Trung tâm Thông tin và Thống kê", "TT TT&TK", ()),
)

#: What the printed plan calls several units at once: code, name, members; open where it has none.
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ALL", "Các phòng, đơn vị trực thuộc", tuple(code for code, *_ in UNITS)),
    ("LQ", "Các phòng, đơn vị liên quan", ()),
)

#: Number, date as printed, date, and who issued it.
DOCUMENTS = (
    ("Nghị định", "107/2020/NĐ-CP", "14/9/2020", "2020-09-14", "Chính phủ"),
    ("Nghị định", "24/2014/NĐ-CP", "04/4/2014", "2014-04-04", "Chính phủ"),
    ("Nghị định", "62/2020/NĐ-CP", "01/6/2020", "2020-06-01", "Chính phủ"),
    ("Nghị định", "106/2020/NĐ-CP", "10/9/2020", "2020-09-10", "Chính phủ"),
    ("Nghị định", "61/2018/NĐ-CP", "23/4/2018", "2018-04-23", "Chính phủ"),
    ("Nghị định", "30/2020/NĐ-CP", "05/3/2020", "2020-03-05", "Chính phủ"),
)

#: What one plan of many is called after; with a number, so that each has an agency of its own.
PLACES = ("Bình Sơn", "Sơn Tịnh", "Tư Nghĩa", "Nghĩa Hành", "Mộ Đức", "Trà Bồng", "Ba Tơ", "Minh Long", "Sơn Hà")
