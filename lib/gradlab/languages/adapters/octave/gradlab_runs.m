% Runs the learner's function with a look at each number that arises in it, or with other numbers put in their way.
%   answer_of (state): cost and gradient of the state's function, as the text of a JSON object
function [text, state] = gradlab_runs (request, state, answer_of)
  if (! isfield (state, "watched"))
    state.watched = gradlab_places (state.text);
    state.scenes = {};
    state.cut_at = NaN;
  endif
  number = request.scene + 1;
  switch (request.ask)
    case "remember"
      state.scenes{number} = struct ("state", watched_state (state), "table", {table_of(request.table)});
      text = "{}";
    case "record"
      state = define (state, "all");
      text = run (state, number, list_of (request.with), true, answer_of);
      if (strcmp (text, "null"))
        error ("it fails when it is looked at");
      endif
      text = sprintf ("%s,\"places\":[%s],\"trails\":[%s]}", text(1:end-1), ...
                      strjoin (cellfun (@describe, state.watched.places, "UniformOutput", false), ","), trails ());
    case "attempt"
      answers = {};
      with = list_of (request.with);
      for i = 1:rows (request.tries)
        repairs = [with, list_of(row_of (request.tries, i))];
        state = define (state, unique (cellfun (@(one) one.place + 1, repairs)));
        answers{end+1} = run (state, number, repairs, false, answer_of);
      endfor
      text = sprintf ("{\"answers\":[%s]}", strjoin (answers, ","));
  endswitch
endfunction

% ---- Requests ----

% One object, a list of objects alike, or of different ones: always a cell.
function list = list_of (decoded)
  if (isstruct (decoded))
    list = num2cell (decoded(:).');
  else
    list = decoded(:).';
  endif
endfunction

% Of a list of lists: a cell, or a struct array where all are of one length.
function row = row_of (lists, i)
  if (iscell (lists)), row = lists{i}; else, row = lists(i,:); endif
endfunction

% A cell for each entry of the table, with a matrix for each turn.
function table = table_of (decoded)
  table = cell (1, rows (decoded));
  for i = 1:rows (decoded)
    table{i} = arrayfun (@(one) reshape (one.entries, fliplr (one.shape(:).')).', row_of (decoded, i)(:).', ...
                         "UniformOutput", false);
  endfor
endfunction

% The same function, watched.
function used = watched_state (state)
  used = rmfield (state, {"watched", "scenes", "cut_at"});
  names = used.choices{used.choice}.names;
  [~, file] = fileparts (state.path);
  if (! isempty (state.watched.own) && ! ismember (file, state.watched.own))
    names(strcmp (names, file)) = state.watched.own(1);  % Octave knows a function file by the file's name
  endif
  is_own = ismember (names, state.watched.own);
  if (! any (is_own))
    error ("the function is not in the file");
  endif
  names(is_own) = strcat (names(is_own), state.watched.suffix);
  used.choices{used.choice}.names = names;
endfunction

% ---- Runs ----

function state = define (state, places)
  if (! isequal (state.cut_at, places))
    eval (gradlab_cut (state.watched, places));
    state.cut_at = places;
  endif
endfunction

% What the function gives; null where it fails. Nothing that it prints is heard.
function text = run (state, number, repairs, keeps, answer_of)
  global gradlab_watch gradlab_values gradlab_keys gradlab_kept
  scene = state.scenes{number};
  gradlab_watch = struct ("repairs", {by_place(repairs, scene.table)}, "keeps", keeps, "path", zeros (1, 0), ...
                          "path_number", 1, "paths", {{zeros(1, 0)}});
  gradlab_values = {};
  gradlab_keys = zeros (2, 0);
  gradlab_kept = [0, 0];
  if (keeps)
    gradlab_values = cell (1, 30000);
    gradlab_keys = zeros (2, 30000);
  endif
  text = "null";
  try
    evalc ("text = answer_of (scene.state);");
  catch
  end_try_catch
endfunction

function all = by_place (repairs, table)
  all = {};
  for i = 1:numel (repairs)
    one = repairs{i};
    one.numbers = {};
    if (one.entry >= 0), one.numbers = table{one.entry + 1}; endif
    one.run = 0;
    one.rows = zeros (1, numel (one.numbers));
    if (numel (all) <= one.place || isempty (all{one.place + 1}))
      all{one.place + 1} = one;
    else
      all{one.place + 1}(end+1) = one;
    endif
  endfor
endfunction

% ---- Answers ----

function text = describe (place)
  text = sprintf (["{\"line\":%d,\"where\":\"%s\",\"text\":%s,\"kind\":\"%s\",\"parts\":[%s],\"statement\":%d," ...
                   "\"function\":\"%s\",\"loop\":%d,\"target\":%s}"], ...
                  place.line, place.where, jsonencode (place.text), place.kind, list_numbers (place.parts, "%d"), ...
                  place.statement, place.("function"), place.loop, jsonencode (place.target));
endfunction

function text = list_numbers (numbers, format)
  text = sprintf ([format ","], numbers)(1:end-1);
endfunction

% All values of each way to each place, in the order of the first ones.
function text = trails ()
  global gradlab_watch gradlab_values gradlab_keys gradlab_kept
  count = gradlab_kept(1);
  [~, first, which] = unique (gradlab_keys(:,1:count).', "rows", "first");
  [first, order] = sort (first(:));
  parts = cell (1, numel (first));
  for i = 1:numel (first)
    runs = find (which == order(i));
    values = cellfun (@encode, gradlab_values(runs), "UniformOutput", false);
    key = gradlab_keys(:,first(i));
    parts{i} = sprintf ("{\"path\":[%s],\"place\":%d,\"values\":[%s]}", ...
                        list_numbers (gradlab_watch.paths{key(1)}, "%d"), key(2), strjoin (values, ","));
  endfor
  text = strjoin (parts, ",");
endfunction

function text = encode (value)
  kinds = {"real", "single", "whole", "truth"};
  kind = kinds{1 + isa (value, "single") + 2 * isinteger (value) + 3 * islogical (value)};
  numbers = list_numbers (double (full (value)).'(:), "%.17g");
  numbers = regexprep (numbers, '-?Inf|NaN', "\"$0\"");
  text = sprintf ("{\"shape\":[%s],\"kind\":\"%s\",\"entries\":[%s]}", ...
                  list_numbers (ifelse (isscalar (value), [], size (value)), "%d"), kind, numbers);
endfunction

function value = ifelse (condition, one, other)
  if (condition), value = one; else, value = other; endif
endfunction
