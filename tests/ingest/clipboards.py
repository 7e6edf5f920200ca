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
