# ruff: noqa: E501 - a piece of HTML is easier to read on one line
"""The forms in which portals of one family write each part of an article's page."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from html import escape

from tests.samples import MostRead, Picture


def text(words: str) -> str:
    """Escape words, and let the editor's `&nbsp;` stand for the spaces at their end."""
    bare = words.rstrip()
    return escape(bare, quote=False) + "&nbsp;" * (len(words) - len(bare))


# Paragraphs ----------------------------------------------------------------------------------------

Line = Callable[[str, str], str]
"""Makes a line of its inner HTML and how it is set: "", "center" or "right"."""


def _p(inner: str, side: str) -> str:
    return f'<p style="text-align: {side or "justify"}">{inner}</p>\n'


def _p_and_empty(inner: str, side: str) -> str:
    return f"<p{side and f' align={side}'}>{inner}</p>\n<p>&nbsp;</p>\n"


def _div(inner: str, side: str) -> str:
    return f'<div align="{side or "justify"}"><span style="font-size:12pt">{inner}</span></div>\n'


def _font(inner: str, side: str) -> str:
    return f"<P align={side or 'justify'}><FONT face=Arial size=2><FONT color=#000000>{inner}</FONT></FONT></P>\n"


def _mso(inner: str, side: str) -> str:
    return (
        f'<p class="MsoNormal" style="text-align:{side or "justify"};mso-line-height-rule:exactly"><!--[if gte mso 9]>'
        f"<xml><w:Zoom>0</w:Zoom></xml><![endif]--><span lang=VI style='font-size:13.0pt'>{inner}<o:p></o:p></span></p>\n"
    )


def _br(inner: str, side: str) -> str:
    return f"<center>{inner}</center>" if side == "center" else f"{inner}<br>\n"


def _br_twice(inner: str, side: str) -> str:
    return f"<span>{inner}</span><br />\n<br />\n"


def _row(inner: str, side: str) -> str:
    return f"<tr><td valign=top align={side or 'left'}>{inner}</td></tr>\n"


def _heavy_span(inner: str, side: str) -> str:
    return f"<p>\n\t<span><span style='color:black'><em></em>{inner}</span></span>\n</p>\n"


BODIES: Mapping[str, tuple[Line, str, str]] = {
    "p": (_p, "", ""),
    "p and empty p": (_p_and_empty, "<div id=noidung>", "</div>"),
    "div": (_div, "<div>", "</div>"),
    "font": (_font, "<table><tr><td class=content>", "</td></tr></table>"),
    "mso": (_mso, "<div class=WordSection1>", "</div>"),
    "br": (_br, "", ""),
    "br in td": (_br, "<table width=100%><tr><td><font face=Tahoma>", "</font></td></tr></table>"),
    "br in p": (_br, "<p>", "</p>"),
    "br in li": (_br, "<ul><li>", "</li></ul>"),
    "br twice": (_br_twice, "<div class=text>", "</div>"),
    "rows": (_row, "<table border=0 cellpadding=2><tbody>", "</tbody></table>"),
    "spans": (_heavy_span, "<blockquote>", "</blockquote>"),
    "real lists": (_p, "<div class=text>", "</div>"),
}


# Pictures ------------------------------------------------------------------------------------------


def _img(picture: Picture) -> str:
    return f'<img alt="" src="{picture.src}" width="480" height="270" />'


def _two_lines(line: Line, picture: Picture) -> str:
    return line(_img(picture), "center") + line(text(picture.caption), "center")


def _plain_caption(line: Line, picture: Picture) -> str:
    return line(_img(picture), "") + line(text(picture.caption), "")


def _em_caption(line: Line, picture: Picture) -> str:
    return line(_img(picture), "center") + line(
        f"<em><strong>{text(picture.caption)}</strong></em>", "center"
    )


def _same_line(line: Line, picture: Picture) -> str:
    return line(f"{_img(picture)}<br><i>{text(picture.caption)}</i>", "center")


def _frame(line: Line, picture: Picture) -> str:
    rows = f"<tr><td>{_img(picture)}</td></tr><tr><td class=Image>{text(picture.caption)}</td></tr>"
    return _inside(line, f'<table align="center" border="0" width="1"><tbody>{rows}</tbody></table>')


def _cell(line: Line, picture: Picture) -> str:
    return _inside(
        line,
        f"<table><tr><td align=center>{_img(picture)}<br/><em>{text(picture.caption)}</em></td></tr></table>",
    )


def _figure(line: Line, picture: Picture) -> str:
    return _inside(line, f"<figure>{_img(picture)}<figcaption>{text(picture.caption)}</figcaption></figure>")


def _no_break(line: Line, picture: Picture) -> str:
    return line(f"{_img(picture)}{text(picture.caption)}", "center")


def _divs(line: Line, picture: Picture) -> str:
    lazy = f'<img class=lazy src="data:image/gif;base64,R0lGOD" data-src="{picture.src}">'
    return _inside(
        line, f'<div class="pic"><div>{lazy}</div><div class="cap">{text(picture.caption)}</div></div>'
    )


def _inside(line: Line, block: str) -> str:
    """Put a block between two lines; only rows of a table must hold it."""
    return line(block, "center") if line is _row else block


PICTURES: Mapping[str, Callable[[Line, Picture], str]] = {
    "two lines": _two_lines,
    "plain caption": _plain_caption,
    "em caption": _em_caption,
    "same line": _same_line,
    "frame": _frame,
    "cell": _cell,
    "figure": _figure,
    "divs": _divs,
    "no break": _no_break,
}

# Author, tools, head -------------------------------------------------------------------------------

AUTHORS: Mapping[str, Callable[[Line, str], str]] = {
    "plain": lambda line, name: line(name, ""),
    "right strong": lambda line, name: line(f"<strong>{name}</strong>", "right"),
    "em": lambda line, name: line(f"<em><b>{name}</b></em>", ""),
    "own div": lambda line, name: _inside(line, f'<div style="text-align:right"><b>{name}</b></div>'),
    "own span": lambda line, name: line(f"<span class=tacgia>&nbsp;{name} </span>", ""),
}

TOOLS: Mapping[str, str] = {
    "links": '<div><a href="javascript:history.back()">Quay lại</a> <a href="#" onclick="print()">In bài viết</a></div>',
    "buttons": '<p><input type="button" value="Quay lại"><input type=submit name=in value="In bài viết"></p>',
    "one text": "<p>Quay lại In bài viết</p>",
    "cells": "<table><tr><td>[Quay lại]</td><td>|</td><td><a href='javascript:void(0)'>In bài viết</a></td></tr></table>",
    "list": "<ul><li><a href=/>« Quay lại</a></li><li><a href='?print=1'><img src=/in.gif> In bài viết</a></li></ul>",
    "button elements": "<button>Quay lại</button> <button type=button><span>In bài viết</span></button>",
    "other words": '<div><a href="javascript:history.back()">Quay lại trang trước</a> | <a href="?in">In bài viết</a></div>',
    "one more": '<p align=right><a href="#">Quay lại</a> <a href="#">In bài viết</a> <a href="mailto:?body=x">Gửi email</a></p>',
    "one more first": "<div><a href='#'>Gửi email</a></div><div><a href='#'>Quay lại</a></div><div>In bài viết</div>",
    "unknown ones": "<p><a href='#'>Quay lại trang trước</a> <a href='#'>In bài viết</a> <a href='#'>Zalo</a> <i>Thích 0</i></p>",
    "a line each": "<a href='#'>Quay lại trang trước</a><br><a href='#'>In bài viết</a><br><a href='#'>Gửi cho bạn bè</a>",
    "icons": '<div><a href="#"><img src=/lui.gif></a> <a href="#">Quay lại</a> <a href="#"><img src=/in.gif>In bài viết</a></div>',
    "no space": "<div><a href='#'>Quay lại</a><a href='?in'>In bài viết</a></div>",
    "spans": "<span class=back>Quay lại</span>&nbsp;&nbsp;<span class=print>In bài viết</span><br>",
}


def heads(category: str, title: str) -> dict[str, str]:
    return {
        "span and h1": f"<div><span>Chuyên mục - {category}</span></div><h1>{title}</h1>",
        "label apart": f"<div><b>Chuyên mục</b> - <a href='/chuyen-muc-tin-tuc/id/22'>{category}</a></div><h2>{title}</h2>",
        "cells": f"<table><tr><td>Chuyên mục -</td><td><b>{category}</b></td></tr><tr><td colspan=2><span>{title}</span></td></tr></table>",
        "breaks": f"<font color=red>Chuyên mục - {category}</font><br><b><font size=4>{title}</font></b><br><br>",
        "table": f"<table><tr><td class=cm>Chuyên mục - {category}</td></tr><tr><td class=td><b>{title}</b></td></tr></table>",
        "spans set as blocks": f"<span style='display: block'>Chuyên mục - {category}</span><span style='display:block'>{title}</span>",
        "dash in a cell": f"<table><tr><td>Chuyên mục</td><td>- {category}</td></tr></table><p><b>{title}</b></p>",
        "way and link": f"<p><a href=/>Trang chủ</a> » Chuyên mục - {category}</p><p><a href='/xem-chi-tiet-tin-tuc/id/219498'>{title}</a></p>",
        "tools between": f"<div>Chuyên mục - {category}</div><div><a href='https://zalo.example/x'>Chia sẻ</a> <a href='#'>A+</a></div><h2>{title}</h2>",
        "picture between": f"<div>Chuyên mục - {category}</div><hr><img src=/line.gif><div><img src=/i.gif> {title}</div>",
        "legend and caption": f"<fieldset><legend>CHUYÊN MỤC - {category}</legend><table><caption>{title}</caption></table></fieldset>",
        "divs": f"<div><div>Chuyên mục: </div><div>{category}</div></div><div class=title>\n  {title}\n</div>",
    }


# Beside --------------------------------------------------------------------------------------------


def counters(online: int, total: int) -> dict[str, str]:
    heading = "<div class=head>Thông tin truy cập</div>"
    return {
        "breaks": f"{heading}<div>Đang xem: {online}<br>Tất cả: {total}</div>",
        "cells": f"{heading}<table><tr><td>Đang xem:</td><td>{online}</td></tr><tr><td>Tất cả:</td><td>{total}</td></tr></table>",
        "columns": f"{heading}<table><tr><th>Đang xem</th><th>Tất cả</th></tr><tr><td>{online}</td><td>{total}</td></tr></table>",
        "one line": f"{heading}<p><span>Đang xem: </span><b>{online}</b> <span>Tất cả: </span><b>{total:,}</b></p>".replace(
            ",", "."
        ),
        "list": f"<h3>Thông tin truy cập</h3><ul><li>Đang xem: <span id=a>{online}</span></li><li>Tất cả: <span id=a>{total}</span></li></ul>",
        "no space": f"{heading}<div><span>Đang xem</span><b>{online}</b></div><div><span>Tất cả</span><b>{total}</b></div>",
        "gaps in the number": f"{heading}<div>Đang xem:{online}</div><div>Tất cả : {total:,} lượt</div>".replace(
            ",", " "
        ),
        "paragraphs": f"{heading}<p>Đang xem:</p><p>{online}</p><p>Tất cả:</p><p>{total}</p>",
    }


def most_read(entries: tuple[MostRead, ...]) -> dict[str, str]:
    def each(form: str) -> str:
        return "\n".join(
            form.format(
                title=escape(one.title), views=one.views, day=one.day, url="/xem-chi-tiet-tin-tuc/" + one.url
            )
            for one in entries
        )

    return {
        "link and span": "<h3>Tin xem nhiều</h3><ul>"
        + each('<li><a href="{url}">{title}</a>&nbsp; <span>({views} lượt xem) [{day}]</span></li>')
        + "</ul>",
        "all in the link": "<div class=t>Tin xem nhiều</div><div>"
        + each('<p><a href="{url}">{title}  ({views} lượt xem) [{day}]</a></p>')
        + "</div>",
        "rows": "<table><tr><td colspan=2>Tin xem nhiều</td></tr>"
        + each(
            '<tr><td><img src=/bullet.gif></td><td><a id=hpl href="{url}">{title}</a> <font>({views} lượt xem)</font> <i>[{day}]</i></td></tr>'
        )
        + "</table>",
        "own lines": "<div><div><span>Tin xem nhiều</span></div><div>"
        + each('<div><a href="{url}">{title}</a><div>({views} lượt xem)</div><div>[{day}]</div></div>')
        + "</div></div>",
        "date ahead": "<h3>Tin xem nhiều</h3>"
        + each('<p>[{day}] <a href="{url}">{title}</a> ({views} lượt xem)</p>'),
        "date above": "<h3>Tin xem nhiều</h3><dl>"
        + each('<dt>{day}</dt><dd><a href="{url}">{title}</a></dd><dd>({views} lượt xem)</dd>')
        + "</dl>",
        "tabs": "<p><a href='#a'>Ảnh liên kết</a><a href='#b'>Tin xem nhiều</a></p>"
        + each('<a href="{url}"><b>{title}</b><i>({views} lượt xem)</i> <i>[{day}]</i></a><br>'),
        "breaks": "<b>TIN XEM NHIỀU</b><br>"
        + each('» <a href="{url}">{title}</a> ({views} lượt xem) [{day}]<br>'),
        "bare text": "<p><b>Tin xem nhiều</b></p>" + each("<p>{title}  ({views} lượt xem) [{day}]</p>"),
    }


_MENU = (
    "<ul class=menu><li><a href='/'>Trang chủ</a></li><li><a href='/gioi-thieu'>Giới thiệu</a><ul><li><a href='/co-cau'>"
    "Cơ cấu tổ chức</a></li></ul></li><li><a href='/tin-trong-nganh'>Tin trong ngành</a></li></ul>"
)
LINK_BLOCKS = (
    "<div id=dnn_ctr1>Dịch vụ công</div>&nbsp;&nbsp;<div id=dnn_ctr1><a href='http://dvc.vn/'><img src=/dvc.png></a></div>"
    "<div>Hình liên kết</div><img src='/a.jpg'>&nbsp;<div>Ảnh liên kết</div>"
)
PICTURE_BLOCKS = (
    "<div>Hình hoạt động</div><img src=/hd.jpg><div>Lễ hội - Sự kiện</div><div>Ảnh liên kết</div>&nbsp;"
)
RELATED_BLOCKS = {
    "date ahead": "<p>Các tin liên quan:</p><dl><dt>02-02-2018</dt><dd><a href='/xem-chi-tiet-tin-tuc/id/11'>Một tin có liên quan</a></dd></dl>"
    "<table><tr><td><b>TIN MỚI ĐĂNG</b></td></tr><tr><td>+ <a href='/xem-chi-tiet-tin-tuc/id/12'>Một tin vừa mới đăng</a></td></tr></table>",
    "empty": "<div>Các tin liên quan</div><div></div><div>Tin mới đăng</div><div></div>",
    "filled": "<h4>Các tin liên quan</h4><ul><li><a href='/xem-chi-tiet-tin-tuc/id/11'>Một tin có liên quan</a> (02/02/2018)</li></ul>"
    "<h4>Tin mới đăng</h4><ul><li><a href='/xem-chi-tiet-tin-tuc/id/12'>Một tin vừa mới đăng</a></li></ul>",
}


# Pages ---------------------------------------------------------------------------------------------


def _nested_tables(article: str, left: str, right: str) -> str:
    return (
        "<form id=Form method=post><input type=hidden name=__VIEWSTATE value=x><table width=1000 align=center><tr>"
        f"<td colspan=3>{_MENU}</td></tr><tr><td id=dnn_LeftPane><table><tr><td>{left}</td></tr></table></td>"
        f"<td id=dnn_ContentPane><div class='DnnModule'><a name=5></a><table><tr><td><table><tr><td>{article}</td></tr>"
        f"</table></td></tr></table></div></td><td id=dnn_RightPane><table><tr><td>{right}</td></tr></table></td></tr>"
        "<tr><td colspan=3>Bản quyền thuộc Sở Thông tin và Truyền thông tỉnh Vĩnh Long</td></tr></table></form>"
    )


def _divs_page(article: str, left: str, right: str) -> str:
    return (
        f"<div id=top>{_MENU}</div><div id=left>{left}</div><div id=main><div class=inner>{article}</div></div>"
        f"<div id=right>{right}</div><div id=foot><p>Địa chỉ: 12B Hoàng Thái Hiếu, phường 1</p></div>"
    )


def _article_first(article: str, left: str, right: str) -> str:
    return f"<main><article>{article}</article></main><aside>{left}</aside><aside>{right}</aside><nav>{_MENU}</nav>"


def _list_page(article: str, left: str, right: str) -> str:
    return f"{_MENU}<ul id=page><li>{left}</li><li class=content>{article}</li><li>{right}</li></ul>"


def _bare_page(article: str, left: str, right: str) -> str:
    return f"{_MENU}{left}<hr>{article}<hr>{right}"


def _list_items(article: str, left: str, right: str) -> str:
    return f"<ul><li>{left}</li></ul><ol><li>{article}</li></ol><ul><li>{right}</li></ul>"


PAGES: Mapping[str, Callable[[str, str, str], str]] = {
    "nested tables": _nested_tables,
    "divs": _divs_page,
    "article first": _article_first,
    "lists": _list_page,
    "bare": _bare_page,
    "items": _list_items,
}

# What an export did to the whole -------------------------------------------------------------------


def _upper(html: str) -> str:
    return re.sub(r"(</?)([a-zA-Z][a-zA-Z0-9]*)", lambda m: m[1] + m[2].upper(), html)


def _entities(html: str) -> str:
    return "".join(f"&#{ord(c)};" if "\xa0" < c < "\u2000" else c for c in html)


def _wide(html: str) -> str:
    """Write each space of the text as an editor does who aligns with the space bar."""
    return re.sub(r">[^<]+<", lambda m: re.sub(r"(?<=\w) (?=\w)", "&nbsp;\n ", m[0]), html)


def legacy(html: str) -> bytes:
    """Write windows-1258: letters with their hook or breve, tone marks as letters of their own."""
    out = []
    for letter in unicodedata.normalize("NFC", html):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "", 1)) if tone else letter
        out.append((base + tone).encode("cp1258", "xmlcharrefreplace"))
    return b"".join(out)


EXPORTS: Mapping[str, Callable[[str], bytes]] = {
    "utf-8": lambda html: html.encode(),
    "upper case": lambda html: _upper(html).encode(),
    "nfd": lambda html: unicodedata.normalize("NFD", html).encode(),
    "entities": lambda html: _entities(html).encode(),
    "wide spaces": lambda html: _wide(html).encode(),
    "utf-16": lambda html: html.encode("utf-16"),
    "windows-1258": legacy,
    "repeated ids": lambda html: re.sub(r"<(div|span|td|p)(?=[ >])", r"<\1 id=dnn_ctr698_lbl", html).encode(),
}
