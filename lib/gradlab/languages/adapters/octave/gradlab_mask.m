% Blanks for comments and for what follows three dots, quotes for strings; every position stays.
function code = gradlab_mask (text)
  code = blank (text, '^[ \t]*[%#]\{[ \t]*\n.*?\n[ \t]*[%#]\}[ \t]*$');
  pattern = '"([^"\\\n]|\\.|"")*"|(?<![\w)\]}''."])''([^''\n]|'''')*''|[%#][^\n]*|\.\.\.[^\n]*\n';
  [first, last] = regexp (code, pattern, "start", "end");
  for i = 1:numel (first)
    code(first(i):last(i)) = " \""(1 + any (code(first(i)) == "\"'"));
  endfor
endfunction

function code = blank (code, pattern)
  [first, last] = regexp (code, pattern, "start", "end", "lineanchors");
  for i = 1:numel (first)
    part = first(i):last(i);
    code(part(code(part) != "\n")) = " ";
  endfor
endfunction
