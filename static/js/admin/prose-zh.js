// The body editor speaks Chinese: its dialogs ask django.catalog, its buttons are renamed as they are built.
(() => {
  const words = {
    "Add caption": "添加图注", "Alternative Text": "替代文字", "Browse...": "从图库选择…", "Bullets": "项目符号",
    "Cancel": "取消", "Caption": "图注", "Columns": "列数", "Decimal numbers": "数字", "Edit Link": "编辑链接",
    "Include header row": "首行为表头", "Insert": "插入", "Insert Table": "插入表格", "List properties": "列表属性",
    "List type": "编号样式", "Lowercase letters": "小写字母", "Uppercase letters": "大写字母",
    "Lowercase Roman numerals": "小写罗马数字", "Uppercase Roman numerals": "大写罗马数字", "Open in new window": "在新窗口打开", "Rows": "行数", "Start at": "起始编号",
    "Table Properties": "表格属性", "Title": "标题", "Toggle fullscreen": "全屏", "URL": "网址", "Update": "确定",
    "bold": "加粗", "italic": "着重（楷体）", "subscript": "下标", "superscript": "上标", "heading 3": "小标题", "Heading 3": "小标题", "paragraph": "正文",
    "Paragraph": "正文", "undo": "撤销", "redo": "重做", "unordered list": "项目列表", "ordered list": "编号列表",
    "Bullet List": "项目列表", "Ordered List": "编号列表", "blockquote": "引文", "Blockquote": "引文",
    "insert link": "链接", "remove link": "取消链接", "Insert table": "插入表格", "Add column": "加一列",
    "Delete column": "删一列", "Add row": "加一行", "Delete row": "删一行", "Merge cells": "合并单元格",
    "Split cell": "拆分单元格", "Toggle header cell": "表头", "Delete table": "删除表格",
  };
  window.django = window.django || {};
  window.django.catalog = Object.assign(window.django.catalog || {}, words);

  const rename = (element) => {
    const word = words[element.title];
    if (word) {
      element.title = word;
      element.setAttribute("aria-label", word);
    }
    if (element.matches("button :is(h3, p, span)") && words[element.textContent]) {
      element.textContent = words[element.textContent];
    }
  };

  // What a dialog offers is told apart by its English: that stays its value.
  const answers = { Yes: "是", No: "否" };
  const translate = (option) => {
    const word = answers[option.textContent];
    if (word) [option.value, option.textContent] = [option.value, word];
  };

  const nameText = (text) => {
    const field = text.closest(".prose-editor").querySelector("textarea");
    const label = document.querySelector(`label[for="${field.id}"]`);
    if (label) text.setAttribute("aria-label", label.textContent.replace(/[：:\s]+$/, "").trim());
  };

  // The menu is built after the editor says that it is ready, and parts of it again as the cursor moves: an observer sees
  // each part in the turn in which it is built. What is written in the text is none of its business.
  const MENU = ".prose-menubar";
  const TEXT = ".prose-editor .ProseMirror[contenteditable]";
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const menus = node.closest(MENU) ? [node] : node.querySelectorAll(MENU);
      for (const menu of menus) [menu, ...menu.querySelectorAll("*")].forEach(rename);
      node.querySelectorAll(".prose-editor-dialog option").forEach(translate);
      if (node.matches(TEXT)) nameText(node);
      else if (!node.closest(TEXT)) node.querySelectorAll(TEXT).forEach(nameText);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
