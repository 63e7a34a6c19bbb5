"""The main job of a county's inspection agency, as its tests tell it: what earlier steps leave to later ones."""
from dataclasses import dataclass, field


@dataclass
class Job:
    """The tests test_main_job_1 to _5 build on each other and run in this order; after a failed one the rest is skipped."""
    broken: str = ""
    plan: str = "2026年外卖餐饮单位双随机抽查计划"
    task: str = "2026年第四季度外卖餐饮单位双随机抽查"
    supervision_item: str = "对外卖餐饮单位的行政检查"
    spot_check_item: str = "外卖餐饮单位抽查"
    form: str = "外卖餐饮单位检查表"
    points: tuple = ("在网络经营页面公示食品经营许可证", "加工制作区域整洁，餐具洗净、消毒", "使用封签或者一次性封口的外卖包装")
    problem: str = "打包台面有油污，三只餐盒未经消毒。"
    problem_again: str = "打包台面有油污，三只餐盒未经消毒。餐盒取自二号货架，现场清点为三只。"
    officers: tuple = ("闻清扬", "季云舒")
    certificates: tuple = ("99010109001", "99010109002")
    subjects: list = field(default_factory=list)
    record: list = field(default_factory=list)
    logins: dict = field(default_factory=dict)
    paths: dict = field(default_factory=dict)
