"""What people say to a commune: six classes, each under its own law, and sixteen topics.

Source: Luật Khiếu nại 2011, Luật Tố cáo 2018, Luật Thực hiện dân chủ ở cơ sở 2022 art. 34-35, NĐ 20/2008.
"""

from enum import StrEnum


class MessageClass(StrEnum):
    """Under which law a message goes. A program only suggests it; a person decides."""

    PRAISE = "praise"
    QUESTION = "question"
    FEEDBACK = "feedback"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    SPAM = "spam"


class Topic(StrEnum):
    """What a message is about."""

    ROADS = "duong_giao_thong"
    ENVIRONMENT = "rac_moi_truong"
    SECURITY = "an_ninh_tieng_on"
    WATER = "nuoc_sinh_hoat_thuy_loi"
    POWER = "dien_vien_thong"
    LAND = "dat_dai"
    BUILDING = "xay_dung_trai_phep"
    MANNERS = "thai_do_can_bo"
    PROCEDURES = "ho_so_thu_tuc"
    WELFARE = "an_sinh_chinh_sach"
    FARMING = "nong_nghiep_dich_benh"
    DISASTERS = "thien_tai_chay_rung"
    SCHOOLS = "giao_duc"
    HEALTH = "y_te"
    MONEY = "thu_chi_minh_bach"
    OTHER = "khac"


#: Classes that are sealed from the moment they are suggested or declared.
SEALED = frozenset({MessageClass.DENUNCIATION})
