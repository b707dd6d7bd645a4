"""The frame around every page of the demo portal: head, form, hidden fields, menu, panes, footer."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from scrapers.demo import addresses
from scrapers.demo.counts import Counted
from scrapers.demo.news import News

TITLE = "Cổng thông tin điện tử Sở Thông tin và Truyền thông tỉnh Vĩnh Long (bản minh hoạ)"

STYLE = """\
body{background:#dfe9f3;font:13px Arial,sans-serif;margin:0}a{color:#0b4c8c;text-decoration:none}
.khung{background:#fff}.menu{background:#0b5ea8}
.mi a{color:#fff;font-weight:bold;padding:8px 6px;display:block}
.box{width:100%;margin-bottom:8px;border:1px solid #b8cfe5}.Head{font-weight:bold;color:#0b5ea8}
.box_head{background:#e6f0fa;padding:5px}.title_detail{font-size:18px;font-weight:bold;color:#0b4c8c}
.HotNews_date,.HotNews_DateText{color:#777;font-size:11px}.PagingTable{width:100%}.Normal{line-height:1.5}
"""

_SCRIPT = """\
<script type="text/javascript">
//<![CDATA[
var theForm = document.forms['Form'];
function __doPostBack(eventTarget, eventArgument) {
    if (!theForm.onsubmit || (theForm.onsubmit() != false)) {
        theForm.__EVENTTARGET.value = eventTarget;
        theForm.__EVENTARGUMENT.value = eventArgument;
        theForm.submit();
    }
}
//]]>
</script>"""


@dataclass(frozen=True, slots=True)
class View:
    """What every part of a page may need: the news, the counters as this page shows them, where it stands."""

    news: News
    counted: Counted
    base: str
    """Address of the portal without a slash at its end; the menu's links are absolute."""
    here: str
    """Path of the page; its form posts there."""


@dataclass(frozen=True, slots=True)
class Panes:
    """The three columns of a page."""

    left: str
    centre: str
    right: str


def page(view: View, tab: str, panes: Panes, hidden: Mapping[str, str]) -> str:
    """Put a page together; its title names the tab, never an article."""
    return f"""\
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xml:lang="vi-VN" lang="vi-VN" xmlns="http://www.w3.org/1999/xhtml">
<head id="Head">
<!-- Mẫu cổng thông tin kèm theo chương trình Tin Vĩnh Long; tin bài do dự án tự viết. -->
<meta content="text/html; charset=UTF-8" http-equiv="Content-Type" />
<meta content="text/javascript" http-equiv="Content-Script-Type" />
<meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke " />
<meta id="MetaRobots" name="ROBOTS" content="INDEX, FOLLOW" />
<link id="Portals_0" rel="stylesheet" type="text/css" href="{addresses.SKIN}" />
<title>
\t{escape(tab)} &gt; {escape(TITLE)}
</title></head>
<body id="Body">
<form method="post" action="{escape(view.here)}" id="Form">
{_hidden(hidden)}
{_SCRIPT}
<TABLE class="khung" cellSpacing="0" cellPadding="0" width="1000" align="center" border="0">
<TR><TD colSpan="3"><a id="dnn_dnnLOGO_hypLogo" title="{escape(TITLE)}" href="{view.base}/">\
<img id="dnn_dnnLOGO_imgLogo" src="{addresses.banner("banner")}" alt="" width="1000" height="120" />\
</a></TD></TR>
<TR><TD colSpan="3" class="menu">{_menu(view)}</TD></TR>
<TR>
<TD id="dnn_LeftPane" class="LeftPane" vAlign="top" width="200">{panes.left}</TD>
<TD id="dnn_ContentPane" class="ContentPane" vAlign="top" width="580">{panes.centre}</TD>
<TD id="dnn_RightPane" class="RightPane" vAlign="top" width="220">{panes.right}</TD>
</TR>
<TR><TD colSpan="3" align="center" class="footer"><FONT size="2">Cổng thông tin minh hoạ của Tin Vĩnh Long. \
Địa chỉ: số 3A, đường Hoàng Thái Hiếu, phường 1, thành phố Vĩnh Long.<BR>\
Điện thoại: (0270) 3 000 000 &nbsp;-&nbsp; Fax: (0270) 3 000 001 &nbsp;|&nbsp; \
<a href="{addresses.ADMIN}/dang-nhap" rel="nofollow">Đăng nhập</a></FONT></TD></TR>
</TABLE>
</form>
</body>
</html>
"""


def module(mid: int, kind: str, title: str, content: str) -> str:
    """Wrap one module of a pane the way DotNetNuke does; `title` may be empty."""
    head = f'<span id="dnn_ctr{mid}_dnnTITLE_titleLabel" class="Head">{title}</span>' if title else ""
    return f"""
<div class="DnnModule DnnModule-{kind} DnnModule-{mid}"><a name="{mid}"></a>
<TABLE class="box" cellSpacing="0" cellPadding="0" border="0"><TR><TD class="box_head">{head}</TD></TR><TR>
<TD id="dnn_ctr{mid}_ContentPane" vAlign="top"><!-- Start_Module_{mid} -->\
<div id="dnn_ctr{mid}_ModuleContent" class="DNNModuleContent Mod{kind}C">
{content}
</div><!-- End_Module_{mid} --></TD></TR></TABLE></div>"""


def _hidden(values: Mapping[str, str]) -> str:
    """Write the hidden fields where WebForms and DotNetNuke put them."""
    inputs = "\n".join(
        f'<input type="hidden" name="{name}" id="{name}" value="{escape(value)}" />'
        for name, value in values.items()
    )
    return f'<div class="aspNetHidden">\n{inputs}\n</div>'


def _menu(view: View) -> str:
    """Write the menu: the front page, then each category by its name."""
    entries = [("/", "Trang chủ"), *((addresses.listing(one.slug), one.name) for one in view.news.categories)]
    cells = "".join(
        f'<TD class="mi"><a id="dnn_dnnMENU_ctl00_hplTab" href="{view.base}{path}">'
        f"<span>{escape(name)}</span></a></TD>"
        for path, name in entries
    )
    search = (
        '<TD align="right"><input name="dnn$dnnSEARCH$txtSearch" type="text" maxlength="255" size="12" '
        'id="dnn_dnnSEARCH_txtSearch" /></TD>'
    )
    return f'<TABLE id="dnn_dnnMENU" width="100%" cellSpacing="0" border="0"><TR>{cells}{search}</TR></TABLE>'
