% Finds the places of a text of functions where numbers arise, and how to cut a recorder in.
%   found.places:                      one struct each, as the protocol describes them
%   found.between, .was, .becomes, .of: the text in pieces; of what lies between them, what it was and what it becomes
%                                      where its place is watched; 0: always
% A place is an operand, a call, what stands in brackets, a term of a sum, the right side of an assignment, or what a
% statement has changed. Statements that are no assignments are left as they are.
function found = gradlab_places (text)
  s.text = [text "\n"];
  s.code = gradlab_mask (s.text);
  s.line = 1 + cumsum (s.text == "\n") - (s.text == "\n");
  s.depth = cumsum (ismember (s.code, "([{")) - cumsum (ismember (s.code, ")]}"));
  s.inside = brackets_around (s.code);
  s.suffix = "_watched_";
  s.own = cellfun (@(token) token{1}, regexp (s.code, '\<function\s+(?:[^\n=(]*=\s*)?(\w+)', "tokens"), ...
                   "UniformOutput", false);
  s.places = {};
  s.cuts = cell (0, 4);
  s.variables = {};
  s.function_name = "";
  s.loop = s.statement = 0;
  s = read_statements (s);
  [found.between, found.was, found.becomes, found.of] = cut_up (s);
  found.places = s.places;
  found.suffix = s.suffix;
  found.own = s.own;
endfunction

% The cuts in the order of the text; those at one position stay in their own.
function [between, was, becomes, of] = cut_up (s)
  [at, order] = sort (cell2mat (s.cuts(:,1)));
  gone = cell2mat (s.cuts(order,2));
  becomes = s.cuts(order,3).';
  of = cell2mat (s.cuts(order,4)).';
  begins = [1; at + gone];
  between = arrayfun (@(i) s.text(begins(i):at(i)-1), 1:numel (at), "UniformOutput", false);
  between{end+1} = s.text(begins(end):end);
  was = arrayfun (@(i) s.text(at(i):at(i)+gone(i)-1), 1:numel (at), "UniformOutput", false);
endfunction

% ---- The text ----

% The bracket that each character stands in; a blank: none.
function inside = brackets_around (code)
  inside = blanks (numel (code));
  open = " ";
  for i = find (ismember (code, "([{)]}"))
    if (any (code(i) == "([{"))
      open(end+1) = code(i);
    elseif (numel (open) > 1)
      open(end) = [];
    endif
    inside(i+1:end) = open(end);
  endfor
endfunction

function value = ifelse (condition, one, other)
  if (condition), value = one; else, value = other; endif
endfunction

% From the first to the last character that is no blank.
function [first, last] = trim (s, first, last)
  while (first <= last && isspace (s.code(first))), first++; endwhile
  while (last >= first && isspace (s.code(last))), last--; endwhile
endfunction

% The index of the bracket that closes the one at this index; 0: none.
function last = closing (s, first)
  last = first + find (s.depth(first+1:end) == s.depth(first) - 1, 1);
  if (isempty (last)), last = 0; endif
endfunction

function [name, last] = name_at (s, first)
  name = regexp (s.code(first:min (end, first + 62)), '^[A-Za-z_]\w*', "match", "once");
  last = first + numel (name) - 1;
endfunction

% ---- Statements ----

function s = read_statements (s)
  ends = find (s.depth == 0 & ismember (s.code, ";,\n"));
  begins = [1, ends(1:end-1) + 1];
  blocks = {};  % the words that opened them
  loops = functions = [];  % where the innermost is last
  names = {};
  opened = false;
  for i = 1:numel (ends)
    [first, last] = trim (s, begins(i), ends(i) - 1);
    if (first > last), continue; endif
    word = name_at (s, first);
    while (any (strcmp (word, {"else", "otherwise", "do", "try", "unwind_protect", "unwind_protect_cleanup"})))
      if (isempty (names)), s = cut (s, first, numel (word), "", 0); endif
      if (any (strcmp (word, {"do", "try", "unwind_protect"})))
        blocks{end+1} = word;
        if (strcmp (word, "do")), loops(end+1) = s.line(first); endif
      endif
      [first, last] = trim (s, first + numel (word), last);
      if (first > last), break; endif
      word = name_at (s, first);
    endwhile
    if (first > last), continue; endif
    if (isempty (names) && ! strcmp (word, "function"))  % outside of functions: goes
      s = cut (s, first, ends(i) - first + (s.code(ends(i)) != "\n"), "", 0);
    endif
    switch (word)
      case "function"
        if (! isempty (names) && is_open (blocks, "function"))  % the one before has no end
          s = cut (s, first, 0, "endfunction; ", 0);
          blocks = loops = {};
          loops = [];
          names = {};
        endif
        blocks{end+1} = word;
        [s, names{end+1}] = begin_function (s, first, last);
      case {"for", "parfor", "while"}
        blocks{end+1} = word;
        loops(end+1) = s.line(first);
      case {"if", "switch"}
        blocks{end+1} = word;
      case {"end", "endfunction", "endfor", "endparfor", "endwhile", "endif", "endswitch", "end_try_catch", ...
            "end_unwind_protect", "until"}
        if (! isempty (blocks))
          if (any (strcmp (blocks{end}, {"for", "parfor", "while", "do"}))), loops(end) = []; endif
          if (strcmp (blocks{end}, "function")), names(end) = []; endif  % their end stays
          blocks(end) = [];
        endif
      case {"elseif", "case", "catch", "global", "persistent", "return", "break", "continue"}
      otherwise
        if (! isempty (names))
          s.loop = [0, loops](end);
          s.statement = s.line(first);
          s = read_assignment (s, first, last);
        endif
    endswitch
  endfor
  if (is_open (blocks, "function"))
    s = cut (s, numel (s.text), 0, "\nendfunction\n", 0);
  endif
endfunction

function is = is_open (blocks, word)
  is = any (strcmp (blocks, word));
endfunction

% Its name, and the variables: what it is given and what it assigns to.
function [s, name] = begin_function (s, first, last)
  header = s.code(first:last);
  name = regexp (header, 'function\s+(?:[^\n=(]*=\s*)?(\w+)', "tokens", "once"){1};
  stop = regexp (header, 'function\s+(?:[^\n=(]*=\s*)?\w+', "end", "once");
  s = cut (s, first + stop, 0, s.suffix, 0);
  s.function_name = name;
  following = regexp (s.code(last+1:end), '\<function\>', "once");
  body = s.code(last+1:ifelse (isempty (following), end, last + following - 1));
  given = regexp (header, '\w+', "match")(2:end);
  assigned = regexp (body, '\<([A-Za-z_]\w*)\s*(?:\([^=\n;]*\)|\.\w+|\{[^=\n;]*\})*\s*(?:[-+*/|&^.]{0,2}=(?!=)|\+\+|--)', "tokens");
  lists = regexp (body, '\[([^\]\n=]*)\]\s*=(?!=)', "tokens");
  loops = regexp (body, '\<for\s*\(?\s*([A-Za-z_]\w*)\s*=', "tokens");
  names = cellfun (@(token) token{1}, [assigned, loops], "UniformOutput", false);
  for list = lists
    names = [names, regexp(list{1}{1}, '[A-Za-z_]\w*', "match")];
  endfor
  s.variables = setdiff (unique ([given, names]), [s.own, {"function"}]);
endfunction

% Where the sign of an assignment is, with what stands before it in one sign: "+" for "+=".
function [at, sign] = sign_of (s, first, last)
  at = 0;
  sign = "";
  part = s.code(first:last);
  part(s.depth(first:last) > 0) = "x";
  found = regexp (part, '(?<![=<>!~])=(?!=)', "once");
  if (isempty (found)), return; endif
  at = first + found - 1;
  before = regexp (part(1:found-1), '[-+*/|&^.]+$', "match", "once");
  sign = before;
endfunction

function s = read_assignment (s, first, last)
  [at, sign] = sign_of (s, first, last);
  if (at == 0)
    name = regexp (s.code(first:last), '^([A-Za-z_]\w*)\s*(\+\+|--)$', "tokens", "once");
    if (! isempty (name)), s = change (s, first, last, name{1}, name{1}, []); endif
    return;
  endif
  target = strtrim (s.code(first:at - numel (sign) - 1));
  [right, last] = trim (s, at + 1, last);
  if (right > last || sign_of (s, right, last) > 0), return; endif
  base = regexp (target, '^[A-Za-z_]\w*', "match", "once");
  if (! isempty (base) && strcmp (base, target) && isempty (sign))
    [s, place] = as_one_place (s, right, last, @expression);
    s.places{place}.target = target;
    if (strcmp (s.places{place}.kind, "number")), s.places{place}.kind = "constant"; endif
  elseif (! isempty (base))
    s = change (s, first, last, base, target, [right, last]);
  elseif (target(1) == "[")
    [s, parts] = arguments_of_call (s, right, last);
    for name = regexp (target, '(?<=[\[,\s])[A-Za-z_]\w*(?=\s*[\],\s])', "match")
      [s, place] = new_place (s, first, last, "operation", parts);
      s.places{place}.target = name{1};
      s = cut (s, last + 1, 0, sprintf ("; %s = gradlab_seen(%d, %s)", name{1}, place - 1, name{1}), place);
    endfor
  endif
endfunction

% Of a function that gives several results.
function [s, parts] = arguments_of_call (s, first, last)
  parts = [];
  [name, stop] = name_at (s, first);
  if (any (strcmp (name, s.own)))
    [s, parts] = operands (s, first, last);
  elseif (! isempty (name) && stop < last && s.code(stop+1) == "(" && closing (s, stop + 1) == last)
    [s, parts] = arguments (s, stop + 2, last - 1, false);
  endif
endfunction

% A variable that is changed in part, or from what it was: seen before and after.
function s = change (s, first, last, base, target, right)
  [s, before] = new_place (s, first, last, "before", []);
  s.places{before}.text = base;
  s = cut (s, first, 0, sprintf ("if (exist (\"%s\", \"var\")), %s = gradlab_seen(%d, %s); end; ", base, base, ...
                                 before - 1, base), before);
  parts = [];
  is_deletion = ! isempty (right) && isempty (regexprep (s.code(right(1):right(2)), '[\[\]\s]', ""));
  if (! isempty (right) && ! is_deletion)
    [s, place] = as_one_place (s, right(1), right(2), @expression);
    parts = place - 1;
  endif
  [s, after] = new_place (s, first, last, "after", [parts, before - 1]);
  s.places{after}.target = target;
  s = cut (s, last + 1, 0, sprintf ("; %s = gradlab_seen(%d, %s)", base, after - 1, base), after);
endfunction

% ---- Places ----

function [s, place] = new_place (s, first, last, kind, parts)
  place = numel (s.places) + 1;
  text = regexprep (s.text(first:last), '\.\.\.[^\n]*\n|\s+', " ");
  s.places{place} = struct ("line", s.line(first), "where", sprintf ("line %d", s.line(first)), ...
                            "text", text(1:min (end, 120)), "kind", kind, "parts", parts, ...
                            "statement", s.statement, "function", s.function_name, "loop", s.loop, "target", "");
endfunction

function s = cut (s, at, gone, text, place)
  s.cuts(end+1,:) = {at, gone, text, place};
endfunction

% ---- Expressions ----

% The whole as one place. One operand alone is its own place.
function [s, place] = as_one_place (s, first, last, read)
  [s, place] = new_place (s, first, last, "operation", []);
  s = cut (s, first, 0, sprintf ("gradlab_seen(%d, ", place - 1), place);
  own_cut = rows (s.cuts);
  [s, parts] = read (s, first, last);
  s.places{place}.parts = parts;
  if (numel (parts) == 1 && strcmp (s.places{parts + 1}.text, s.places{place}.text))
    s.cuts(own_cut,:) = [];
    place = parts + 1;
  else
    s = cut (s, last + 1, 0, ")", place);
  endif
endfunction

% The terms of a sum, or the operands.
function [s, parts] = expression (s, first, last)
  [first, last] = trim (s, first, last);
  signs = [];
  if (! in_matrix (s, first))
    signs = signs_of_sum (s, first, last);
  endif
  if (isempty (signs))
    [s, parts] = operands (s, first, last);
    return;
  endif
  begins = [first, signs + 1];
  stops = [signs - 1, last];
  parts = [];
  for i = 1:numel (begins)
    [from, to] = trim (s, begins(i), stops(i));
    if (from <= to)
      [s, place] = as_one_place (s, from, to, @operands);
      parts(end+1) = place - 1;
    endif
  endfor
endfunction

% There blanks separate.
function is = in_matrix (s, at)
  is = any (s.inside(at) == "[{");
endfunction

% Where a plus or a minus stands between two terms; none where weaker signs stand beside.
function signs = signs_of_sum (s, first, last)
  part = regexprep (s.code(first:last), '(?<=\d[eE])[-+]', "0");
  level = s.depth(first:last) - ismember (part, "([{");
  part(level > min (level) | ismember (part, "([{")) = "x";
  signs = [];
  if (! isempty (regexp (part, '[<>=&|:,;!~@]', "once"))), return; endif
  for at = find (part == "+" | part == "-")
    before = strtrim (part(1:at-1));
    if (! isempty (before) && ! any (before(end) == "+-*/^\\"))
      signs(end+1) = first - 1 + at;
    endif
  endfor
endfunction

function [s, parts] = operands (s, first, last)
  parts = [];
  bound = {};
  at = first;
  while (at <= last)
    c = s.code(at);
    if (isalpha (c) || c == "_")
      [s, more, at] = name_operand (s, at, last, bound);
      parts = [parts, more];
    elseif (isdigit (c) || (c == "." && at < last && isdigit (s.code(at+1))))
      stop = at - 1 + numel (regexp (s.code(at:last), '^(\d+\.?(?![*/^''])\d*|\.\d+|\d+)([eEdD][-+]?\d+)?[ij]?', "match", "once"));
      [s, place] = new_place (s, at, stop, "number", []);
      s = wrap (s, at, stop, place);
      parts(end+1) = place - 1;
      at = stop + 1;
    elseif (c == "@")
      [bound, at] = skip_handle (s, at, bound);
    elseif (c == "{")
      at = closing (s, at) + 1;
    elseif (c == "(" || c == "[")
      stop = closing (s, at);
      [s, place] = new_place (s, at, stop, "operation", []);
      s = cut (s, at, 0, sprintf ("gradlab_seen(%d, ", place - 1), place);
      [s, inner] = arguments (s, at + 1, stop - 1, c == "[");
      s.places{place}.parts = inner;
      s = cut (s, stop + 1, 0, ")", place);
      parts(end+1) = place - 1;
      at = skip_index (s, stop + 1);
    else
      at++;
    endif
  endwhile
endfunction

function s = wrap (s, first, last, place)
  s = cut (s, first, 0, sprintf ("gradlab_seen(%d, ", place - 1), place);
  s = cut (s, last + 1, 0, ")", place);
endfunction

function [bound, at] = skip_handle (s, at, bound)
  if (s.code(at+1) == "(")
    stop = closing (s, at + 1);
    bound = [bound, regexp(s.code(at:stop), '[A-Za-z_]\w*', "match")];
    at = stop + 1;
  else
    [~, stop] = name_at (s, at + 1);
    at = max (stop, at) + 1;
  endif
endfunction

% Indices behind a value, and its turning, are left as they are.
function at = skip_index (s, at)
  while (at <= numel (s.code) && any (s.code(at) == "({'."))
    if (any (s.code(at) == "({"))
      at = closing (s, at) + 1;
    elseif (s.code(at) == "'")
      at++;
    elseif (s.code(at+1) == "'")
      at += 2;
    else
      return;
    endif
  endwhile
endfunction

% What stands between brackets: expressions with commas, semicolons, or in a matrix blanks between them.
function [s, parts] = arguments (s, first, last, is_matrix)
  parts = [];
  if (first > last), return; endif
  base = s.depth(first) - any (s.code(first) == "([{");
  commas = first - 1 + find (s.depth(first:last) == base & ismember (s.code(first:last), ",;"));
  begins = [first, commas + 1];
  stops = [commas - 1, last];
  for i = 1:numel (begins)
    if (is_matrix)
      [s, more] = operands (s, begins(i), stops(i));
    else
      [s, more] = expression (s, begins(i), stops(i));
    endif
    parts = [parts, more];
  endfor
endfunction

function [s, parts, at] = name_operand (s, first, last, bound)
  parts = [];
  [name, stop] = name_at (s, first);
  at = stop + 1;
  is_field = first > 1 && s.code(first-1) == "." && first > 2 && ! isempty (regexp (s.code(first-2), '[\w)}]', "once"));
  if (is_field), at = skip_index (s, at); endif
  if (is_field || any (strcmp (name, bound))), return; endif
  next = at;
  if (! in_matrix (s, first))
    while (next <= last && s.code(next) == " "), next++; endwhile
  endif
  is_called = next <= last && s.code(next) == "(";
  is_variable = any (strcmp (name, s.variables));
  if (is_variable && next <= last && s.code(next) == "{")
    at = skip_index (s, next);
  elseif (is_variable && is_called)
    stop = closing (s, next);
    [s, place] = new_place (s, first, stop, "part", []);
    s = cut (s, first, 0, sprintf ("gradlab_seen(%d, ", place - 1), place);
    [s, inner] = new_place (s, first, first + numel (name) - 1, "name", []);
    s = wrap (s, first, first + numel (name) - 1, inner);
    s.places{place}.parts = inner - 1;
    s = cut (s, stop + 1, 0, ")", place);
    parts = place - 1;
    at = skip_index (s, stop + 1);
  elseif (is_variable)
    if (next + 1 <= last && s.code(next) == "." && isalpha (s.code(next+1))), return; endif
    [s, place] = new_place (s, first, stop, "name", []);
    s = wrap (s, first, stop, place);
    parts = place - 1;
    at = skip_index (s, stop + 1);
  elseif (is_called && ! iskeyword (name))
    stop = closing (s, next);
    [s, place] = new_place (s, first, stop, "call", []);
    parts = place - 1;
    if (any (strcmp (name, s.own)))
      is_empty = all (isspace (s.code(next+1:stop-1)));
      s = cut (s, first, next - first + 1, sprintf ("gradlab_called(%d, \"%s%s\"%s", place - 1, name, s.suffix, ...
                                                    ifelse (is_empty, "", ", ")), 0);
      [s, inner] = arguments (s, next + 1, stop - 1, false);
    else
      s = cut (s, first, 0, sprintf ("gradlab_seen(%d, ", place - 1), place);
      [s, inner] = arguments (s, next + 1, stop - 1, false);
      s = cut (s, stop + 1, 0, ")", place);
    endif
    s.places{place}.parts = inner;
    at = skip_index (s, stop + 1);
  endif
endfunction
