"""Hostile markup and what may be stored of it."""

#: what it is -> (what is pasted, what is stored)
HOSTILE: dict[str, tuple[str, str]] = {
    "a script": (
        "<p>甲</p><script>alert(1)</script><p>乙</p>",
        "<p>甲</p>\n<p>乙</p>",
    ),
    "a script in capitals with blanks": (
        "<p>甲<SCRIPT\t>alert(1)</SCRIPT\n>乙</p>",
        "<p>甲乙</p>",
    ),
    "a script that is never closed": (
        "<p>甲</p><script>alert(1)//<p>乙</p>",
        "<p>甲</p>",
    ),
    "a script inside a script": (
        "<p>甲<scr<script>ipt>alert(1)</scr</script>ipt>乙</p>",
        "<p>甲ipt&gt;alert(1)ipt&gt;乙</p>",
    ),
    "a script without any block": (
        "甲<script>alert(1)</script>乙",
        "<p>甲乙</p>",
    ),
    "a handler on our own tag": (
        "<p onclick=alert(1) onmouseover='alert(2)'>甲</p>",
        "<p>甲</p>",
    ),
    "a handler behind a slash": (
        "<svg/onload=alert(1)>甲",
        "<p>甲</p>",
    ),
    "svg with a script": (
        "<svg><script>alert(1)</script><text>甲</text></svg><p>乙</p>",
        "<p>乙</p>",
    ),
    "svg animation of a link": (
        "<p><svg><a><animate attributeName=href values=javascript:alert(1) />甲</a></svg></p>",
        "",
    ),
    "an image that fails": (
        "<p>甲<img src=x onerror=alert(1)>乙</p>",
        "<p>甲乙</p>",
    ),
    "an image never closed": (
        "甲<img src=x onerror=alert(1)//",
        "<p>甲&lt;img src=x onerror=alert(1)//</p>",
    ),
    "javascript": (
        '<p><a href="javascript:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript in mixed case": (
        '<p><a href="JaVaScRiPt:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript with a tab": (
        '<p><a href="java\tscript:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript with a line end": (
        '<p><a href="java&#10;script:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript behind a control": (
        '<p><a href="&#1;javascript:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript behind blanks": (
        '<p><a href=" &#x20; javascript:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript in references": (
        '<p><a href="&#106;&#x61;vascript&colon;alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript around an override": (
        '<p><a href="java&#x202e;script:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript around a NUL": (
        '<p><a href="java\x00script:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript without quotes": (
        "<p><a href=javascript:alert(1)>甲</a></p>",
        "<p>甲</p>",
    ),
    "vbscript": (
        '<p><a href="vbscript:msgbox(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "data in a link": (
        '<p><a href="data:text/html;base64,PHNjcmlwdD4=">甲</a></p>',
        "<p>甲</p>",
    ),
    "a file on somebody's disk": (
        '<p><a href="file:///C:/Users/he/1.doc">甲</a></p>',
        "<p>甲</p>",
    ),
    "style on a paragraph": (
        '<p style="position:fixed;top:0" class="x" id="y">甲</p>',
        "<p>甲</p>",
    ),
    "a style sheet": (
        "<style>p{display:none}</style><p>甲</p>",
        "<p>甲</p>",
    ),
    "style lines without any block": (
        "<style>\nbody{display:none}\n</style>\n甲",
        "<p>甲</p>",
    ),
    "an iframe": (
        '<p>甲</p><iframe src="https://example.com/"><p>乙</p></iframe>',
        "<p>甲</p>",
    ),
    "an iframe of its own document": (
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>甲',
        "<p>甲</p>",
    ),
    "an object and an embed": (
        "<object data=x.swf><embed src=x.swf><p>甲</p></object>",
        "<p>甲</p>",
    ),
    "a form": (
        '<form action="https://example.com/"><input name=a value=b><button>甲</button></form>',
        "<p>甲</p>",
    ),
    "a base address": (
        '<base href="https://example.com/"><p>甲</p>',
        "<p>甲</p>",
    ),
    "a refresh": (
        '<meta http-equiv=refresh content="0;url=https://example.com/"><p>甲</p>',
        "<p>甲</p>",
    ),
    "mathml that turns into a script": (
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
        "",
    ),
    "mathml": (
        '<math><mi xlink:href="javascript:alert(1)">x</mi></math><p>甲</p>',
        "<p>甲</p>",
    ),
    "mathml's annotation": (
        '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math><p>甲</p>',
        "<p>甲</p>",
    ),
    "noscript that hides an image": (
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><p>甲</p>',
        '<p>"&gt;</p>\n<p>甲</p>',
    ),
    "a template": (
        "<template><script>alert(1)</script></template><p>甲</p>",
        "<p>甲</p>",
    ),
    "a comment that ends early": (
        "<p>甲<!--><script>alert(1)</script>-->乙</p>",
        "<p>甲--&gt;乙</p>",
    ),
    "a conditional comment": (
        "<!--[if gte mso 9]><xml>甲</xml><![endif]--><p>乙</p>",
        "<p>乙</p>",
    ),
    "CDATA": (
        "<p>甲<![CDATA[<script>alert(1)</script>]]>乙</p>",
        "<p>甲alert(1)]]&gt;乙</p>",
    ),
    "a textarea that swallows": (
        "<textarea></p><script>alert(1)</script></textarea><p>甲</p>",
        "<p>甲</p>",
    ),
    "broken nesting": (
        "<p><strong>甲<em>乙</strong>丙</em><table><p>丁<tr><td>戊",
        "<p><strong>甲<em>乙</em></strong>丙</p>\n<p>丁</p>\n<table><tbody><tr><td>戊</td></tr></tbody></table>",
    ),
    "an attribute that ends its tag": (
        '<p><a href="https://example.com/" title="><script>alert(1)</script>">甲</a></p>',
        '<p><a href="https://example.com/">甲</a></p>',
    ),
    "a quote never closed": (
        '<p>甲</p><p title="乙>丙</p>',
        "<p>甲</p>",
    ),
    "two of one attribute": (
        '<p><a href="https://example.com/" href="javascript:alert(1)">甲</a></p>',
        '<p><a href="https://example.com/">甲</a></p>',
    ),
    "a link with target and rel": (
        '<p><a href="https://example.com/" target=_blank rel=opener download ping=x>甲</a></p>',
        '<p><a href="https://example.com/">甲</a></p>',
    ),
    "numbers that are none": (
        '<ol start="-1;x" type=A reversed><li value=9>甲</ol>',
        "<ol><li>甲</li></ol>",
    ),
    "a span over everything": (
        '<table background=x><tr><td colspan="99999" rowspan="0" width=9 style=x>甲</table>',
        "<table><tbody><tr><td>甲</td></tr></tbody></table>",
    ),
    "a NUL by number": (
        "<p>甲&#0;乙</p>",
        "<p>甲\ufffd乙</p>",
    ),
    "bidi overrides": (
        "<p>甲\u202e乙\u202c\u2066丙\u2069</p>",
        "<p>甲乙丙</p>",
    ),
    "bidi overrides by number": (
        "<p>甲&#x202e;乙&#8237;丙</p>",
        "<p>甲乙丙</p>",
    ),
    "lone surrogates": (
        "<p>甲\ud800乙\udfff</p>",
        "<p>甲乙</p>",
    ),
    "a surrogate by number": (
        "<p>甲&#xd83d;乙</p>",
        "<p>甲\ufffd乙</p>",
    ),
    "letters that fold into a tag's": (
        "<ſection>甲</ſection><p>乙</p>",
        "<p>&lt;ſection&gt;甲</p>\n<p>乙</p>",
    ),
    "an accent that would swallow a tag's end": (
        "<p>\u0338甲</p>",
        "<p>甲</p>",
    ),
    "an accent by number": (
        "<p>&#x338;甲</p>",
        "<p>甲</p>",
    ),
    "our names from outside": (
        "<x-bold onclick=alert(1)>甲</x-bold><x-italic>乙</x-italic>",
        "<p><strong>甲</strong><em>乙</em></p>",
    ),
    "two escapes": (
        "<p>&lt;script&gt;&amp;lt;script&amp;gt;</p>",
        "<p>&lt;script&gt;&amp;lt;script&amp;gt;</p>",
    ),
    "xmp and plaintext": (
        "<xmp><script>alert(1)</script></xmp><plaintext><p>甲",
        "<p>甲</p>",
    ),
    "a frameset": (
        "<frameset onload=alert(1)><frame src=x></frameset><p>甲</p>",
        "<p>甲</p>",
    ),
    "a body with a handler": (
        "<body onload=alert(1)><p>甲</p></body>",
        "<p>甲</p>",
    ),
    "video and audio": (
        "<video src=x onerror=alert(1)><source src=x></video><audio controls>甲</audio>",
        "<p>甲</p>",
    ),
    "details": (
        "<details open ontoggle=alert(1)><summary>甲</summary>乙</details>",
        "<p>甲</p>\n<p>乙</p>",
    ),
    "a NUL in a tag's name": (
        "<p>甲\x00乙<\x00b>丙</p>",
        "<p>甲乙<strong>丙</strong></p>",
    ),
    "a link without a block": (
        '<a href="javascript:alert(1)">甲</a>',
        "<p>甲</p>",
    ),
    "javascript that looks like an address": (
        '<p><a href="javascript://example.com/%0aalert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "javascript by a number with zeros": (
        '<p><a href="&#0000106avascript:alert(1)">甲</a></p>',
        "<p>甲</p>",
    ),
    "a paragraph closed twice in a table": (
        "<table><tr><td></p></td></table></p><p>甲",
        "<p>甲</p>",
    ),
    "an end before its start": (
        "</td></p></strong>甲</blockquote><blockquote>乙</ul>",
        "<p>甲</p>\n<blockquote>乙</blockquote>",
    ),
}
