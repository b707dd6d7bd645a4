"""An article as people see it on its page, whatever the markup; with its own sentences."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A picture of the article with the caption under it."""

    src: str
    caption: str


@dataclass(frozen=True)
class MostRead:
    """One entry of the most-read list."""

    title: str
    views: int
    day: str
    url: str


@dataclass(frozen=True)
class Sample:
    """What a page shows, whatever its markup."""

    category: str
    title: str
    parts: tuple[str | Picture, ...]
    """Paragraphs as people see them, dashes and numbers included, and pictures."""
    author: str
    most_read: tuple[MostRead, ...]
    online: int = 17
    total: int = 1503139
    url: str = "http://stttt.vinhlong.gov.vn/xem-chi-tiet-tin-tuc/id/219498"


SAMPLE = Sample(
    category="Tin trong ngành",
    title="Trà Ôn tập huấn chữ ký số và an toàn thông tin cho cán bộ xã, thị trấn năm 2018",
    parts=(
        (
            "Ngày 06/3/2018, tại hội trường UBND huyện Trà Ôn, Trung tâm Công nghệ thông tin và"
            " Truyền thông tổ chức lớp tập huấn sử dụng chữ ký số cho 68 cán bộ, công chức của 14 xã,"
            " thị trấn – dự và phát biểu có bà Nguyễn Thị Kim Thoa - Phó Giám đốc Sở TT&TT. "
        ),
        Picture("/Portals/0/Images/khai-mac.jpg", "Quang cảnh buổi khai mạc"),
        (
            "Lớp học kéo dài ba ngày, mỗi ngày hai buổi; học viên mang theo máy tính của đơn vị và"
            " thực hành ngay trên hệ thống quản lý văn bản của tỉnh. Nội dung gồm ba phần, cụ"
            " thể:    "
        ),
        (
            "- Phần thứ nhất: tổng quan về chứng thư số, khóa bí mật và trách nhiệm của người được"
            ' cấp; cách nhận biết thư giả mạo gửi kèm tập tin "hóa đơn", "lịch họp"; quy trình báo'
            " mất thiết bị."
        ),
        Picture(
            "/Portals/0/Images/thuc-hanh.jpg",
            "Bà Nguyễn Thị Kim Thoa - Phó Giám đốc Sở hướng dẫn thực hành",
        ),
        (
            "- Phần thứ hai: ký số trên văn bản đi, kiểm tra chữ ký trên văn bản đến (36.5% đơn vị đã"
            " dùng thường xuyên), lưu trữ hồ sơ điện tử theo quy định."
        ),
        (
            "Mạng của các xã vùng sâu còn chậm nên một số bài thực hành phải chuyển sang buổi tối;"
            " Viễn thông Vĩnh Long đã cử 02 nhân viên hỗ trợ tại chỗ trong suốt thời gian diễn ra lớp"
            " học."
        ),
        (
            "- Phần thứ ba: sao lưu dữ liệu, cập nhật bản vá, đặt mật khẩu đủ mạnh cho các dịch vụ"
            " công trực tuyến mức độ 3 và 4 mà xã đang tiếp nhận."
        ),
        "Kết thúc lớp học, Sở đề nghị các xã, thị trấn thực hiện tốt 03 việc sau đây:",
        (
            "1. Ban hành quy chế quản lý thiết bị lưu khóa bí mật trước ngày 31/3/2018; phân công rõ"
            " người giữ và người sử dụng."
        ),
        "2. Ký số toàn bộ văn bản hành chính gửi qua mạng từ ngày 01/4/2018 theo Chỉ thị số 15/CT-UBND.",
        "3. Báo cáo định kỳ hằng quý về Sở để tổng hợp trình Ủy ban nhân dân tỉnh.",
    ),
    author="Minh Thư",
    most_read=(
        MostRead("Công khai kết quả kiểm tra đại lý Internet năm 2016", 419, "09/01/2017", "id/419"),
        MostRead("Lịch tiếp công dân quý I (từ 02/01/2018 đến 30/3/2018)", 1204, "02/01/2018", "id/420"),
    ),
)
