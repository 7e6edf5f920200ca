"""What programs put on the clipboard, written by hand in the shapes that they have."""

from __future__ import annotations

#: Word 2016: styles and XML in comments, lines wrapped anywhere, markers of lists in spans of their own.
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<title>云岭</title>
<link rel=File-List href="file:///C:/Users/he/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no; margin:0cm; font-size:10.5pt;}
-->
</style>
<!--[if gte mso 10]>
<style>table.MsoNormalTable {mso-style-name:普通表格;}</style>
<![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'>
<!--StartFragment-->

<h1 align=center style='text-align:center'><span style='font-family:黑体'>云岭建成第三座自动气象站</span><span
lang=EN-US><o:p></o:p></span></h1>

<p class=MsoSubtitle align=center style='text-align:center'>——山里的天气，十分钟报一次</p>

<p class=MsoNormal style='text-indent:21.0pt'><span style='font-family:宋体;
mso-ascii-font-family:Calibri'>本报讯（记者　何晓）近日，
云岭第三座自动气象站建成，海拔</span><span lang=EN-US>1&nbsp;800</span><span style='font-family:宋体'>米，
每</span><span lang=EN-US>10</span><span style='font-family:宋体'>分钟<ins cite="mailto:林舟"
datetime="2026-03-02T09:00">自动</ins><del cite="mailto:林舟">人工</del>上报一次</span><span
class=MsoCommentReference><span lang=EN-US style='font-size:10.5pt'><!--[if !supportAnnotations]--><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[林舟1]</a><!--[endif]--></span></span><span
style='font-family:宋体'>。</span><span lang=EN-US style='display:none;mso-hide:all'>内部联系电话</span></p>

<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US style='font-family:Wingdings;mso-fareast-font-family:Wingdings'><span
style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span
style='font-family:宋体'>气温、雨量、风速</span></p>

<p class=MsoListParagraph style='margin-left:21.0pt;text-indent:-21.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><b><span
lang=EN-US><span style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span></b><![endif]><b><span
style='font-family:宋体'>数据归学校用</span></b></p>

<p class=MsoNormal><span lang=EN-US><!--[if gte vml 1]><v:shape id="图片_x0020_1" type="#_x0000_t75">
 <v:imagedata src="file:///C:/Users/he/AppData/Local/Temp/msohtmlclip1/01/clip_image001.jpg" o:title="DSC"/>
 <v:textbox><p>框里的话</p></v:textbox></v:shape><![endif]--><![if !vml]><img width=554 height=369
src="file:///C:/Users/he/AppData/Local/Temp/msohtmlclip1/01/clip_image001.jpg" alt="观测场"
v:shapes="图片_x0020_1"><![endif]></span></p>

<p class=MsoCaption><span style='font-family:宋体'>学生在观测场。林舟　摄</span></p>

<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>
 <tr style='mso-yfti-irow:0'>
  <td width=277 valign=top><p class=MsoNormal><b>站名</b></p></td>
  <td width=277 valign=top><p class=MsoNormal><b>海拔</b></p></td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td width=277><p class=MsoNormal>云岭三站</p></td>
  <td width=277><p class=MsoNormal><span lang=EN-US>1800<o:p></o:p></span></p></td>
 </tr>
</table>

<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>提要：山里的天气，</p>
<p class=MsoNormal>现在看得见。</p></td></tr></table>

<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>

<p class=MsoNormal align=right style='text-align:right'>（望溪县科协供稿）<span style='font-family:
Wingdings;mso-char-type:symbol;mso-symbol-font-family:Wingdings'><span style='mso-char-type:symbol;
mso-symbol-font-family:Wingdings'>ü</span></span></p>

<!--EndFragment-->
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>请核实</p></div></div>
</body>

</html>"""

#: 公众号, as a browser saves or copies the page.
WECHAT = """<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section data-role="outer" style="font-size: 0px;"><section style="box-sizing: border-box;"><section
style="text-align: center;justify-content: center;"><section style="display: inline-block;"><p
style="font-size: 18px;"><strong><span leaf="">萤火虫回到湿地</span></strong></p></section></section></section></section>
<p style="text-align: center;"><img class="rich_pages wxw-img" data-ratio="0.66" data-src="https://mmbiz.example/1.jpg"
 src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" data-w="1080"></p>
<p style="text-align: center;"><span style="font-size: 12px;color: rgb(136, 136, 136);">图为湿地夜景</span></p>
<p style="text-indent: 2em;"><span style="font-size: 16px;letter-spacing: 1px;">​傍晚，</span><span
 style="font-size: 16px;"><strong style="font-weight: normal;">湿地里</strong>又亮起了灯。<br></span></p>
<p><br></p>
<p><span>第一天&nbsp;看见三只；<br>第二天看见九只。</span></p>
<ol class="list-paddingleft-1" style="list-style-type: decimal;"><li><p>关灯</p></li><li><p>慢行</p></li></ol>
<section><mp-common-profile class="js_uneditable" data-nickname="江源科学报" data-alias="x">关注我们</mp-common-profile></section>
<script type="text/javascript">var t = "<p>不是正文</p>";</script>
<style>p { color: red }</style><iframe src="https://v.example/">视频</iframe>
<p style="display: none;">下期预告<mp-style-type data-value="3"></mp-style-type></p>
<section style="visibility: hidden;">藏着<section style="visibility: visible;">露着</section></section>
</div>"""

#: WPS Writer: attributes quoted, `mso-list` as in Word.
WPS = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><!--StartFragment-->
<p class="MsoNormal" align="center" style="text-align:center;"><b style="mso-bidi-font-weight:normal;"><span
 style="mso-spacerun:'yes';font-family:宋体;font-weight:bold;font-size:22.0000pt;"><font face="宋体">大篷车开进山村小学</font></span></b></p>
<p class="MsoNormal" style="text-indent:21.0000pt;"><span style="font-family:宋体;"><font face="宋体">孩子们围着</font>3<font
 face="宋体">台机器人。</font></span><span style="font-family:宋体;"><o:p></o:p></span></p>
<p class="MsoNormal" style="mso-list:l0 level1 lfo1;"><!--[if !supportLists]--><span style="font-family:Wingdings;"><span
 style="mso-list:Ignore;">n<span>&nbsp;</span></span></span><!--[endif]--><span>看</span></p>
<!--EndFragment--></body></html>"""

#: A mail program: layout in tables, the answer above the quoted mail, a line of text before the picture that counts.
MAIL = """<div style="display:none;font-size:0;max-height:0;overflow:hidden;mso-hide:all">预览文字</div>
<table width="100%" border="0" cellpadding="0"><tbody><tr><td align="center"><table width="600"><tbody><tr><td>
<div dir="ltr">何老师：<div><br></div><div>稿件如下，请查收。</div></div>
<pre style="white-space: pre-wrap">第一行
第二行  有两个空格
</pre></td></tr></tbody></table></td></tr></tbody></table>
<img src="https://track.example/o.gif" width="1" height="1"><img src="cid:image001@a.example" alt="照片">
<blockquote type="cite"><div>请补一张照片。</div></blockquote>"""

#: A whole page of 公众号, saved by a browser after its script has run.
WECHAT_PAGE = """<!DOCTYPE html>
<!-- saved from url=(0040)https://mp.weixin.example/s/AbCdEf -->
<html class=""><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta property="og:title" content="萤火虫回到青石渡湿地"><title>萤火虫回到青石渡湿地</title>
<script nonce="1">window.logs = {"a": "<p>不是正文</p>"};</script><style>.weui-dialog { color: red }</style></head>
<body id="activity-detail" class="zh_CN mm_appmsg"><div id="js_article" class="rich_media"><div class="rich_media_inner">
<div id="page-content" class="rich_media_area_primary"><div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title " id="activity-name">
萤火虫回到青石渡湿地

</h1>
<div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="icon_appmsg_tag">原创</span>
<span class="rich_media_meta rich_media_meta_text">何晓</span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">江源科学报</a>
<div id="js_profile_qrcode" class="profile_container" style="display:none;"><strong>江源科学报</strong></div></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text">2026年03月02日 09:00</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: visible;">
<p style="text-align: center;"><img class="rich_pages" data-src="https://mmbiz.example/1.jpg" src="./萤火虫_files/640.jpg"></p>
<p style="text-align: center;"><span style="font-size: 12px;">图为湿地夜景。林舟 摄</span></p>
<section><span>傍晚，湿地里每平方米（m<sup>2</sup>）</span><span>有3只萤火虫。</span></section>
<p>管护站说，这要感谢少开一盏灯的人。</p><p style="display: none;">下期预告</p>
<p style="text-align: right;">（通讯员 罗川）</p></div>
<div id="js_tags_preview_toast" style="display:none">预览时标签不可点</div></div></div>
<div class="rich_media_tool" id="js_toobar3"><a href="x">阅读原文</a><span>阅读 1024</span></div></div>
<div class="rich_media_area_extra"><img src="https://mmbiz.example/2.jpg"><span>喜欢此内容的人还喜欢</span></div></div>
<div id="js_pc_qr_code"><p>微信扫一扫<br>关注该公众号</p></div>
<div class="weui-dialog" style="display: none;"><p>微信扫一扫可打开此内容</p></div>
<div class="wx_stream_article_slide_tip">继续滑动看下一个</div><span class="sns_opr_gap">，轻点两下取消赞</span></body></html>"""
