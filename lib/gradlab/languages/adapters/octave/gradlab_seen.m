% Each number that arises in a watched function comes by here: it is kept, or another is put in its place.
function value = gradlab_seen (place, value)
  global gradlab_watch
  if (! (isnumeric (value) || islogical (value)) || isempty (value) || ! isreal (value) || numel (value) > 5000)
    return;
  endif
  if (place < numel (gradlab_watch.repairs))
    for i = 1:numel (gradlab_watch.repairs{place + 1})
      value = repair (place, i, value);
    endfor
  endif
  if (gradlab_watch.keeps)
    keep (place, value);
  endif
endfunction

function keep (place, value)
  global gradlab_watch gradlab_values gradlab_keys gradlab_kept
  if (gradlab_kept(1) >= 30000 || gradlab_kept(2) > 1e6)
    error ("too many numbers arise in it to look at each");
  endif
  gradlab_kept += [1, numel(value)];
  gradlab_values{gradlab_kept(1)} = value;
  gradlab_keys(:,gradlab_kept(1)) = [gradlab_watch.path_number; place];
endfunction

function value = repair (place, number, value)
  global gradlab_watch
  one = gradlab_watch.repairs{place + 1}(number);
  if (! (ischar (one.path) || isequal (one.path(:).', gradlab_watch.path)))
    return;
  endif
  gradlab_watch.repairs{place + 1}(number).run++;
  run = one.run + 1;
  switch (one.mode)
    case "real"
      value = double (value);
    case "moved"
      value = double (value) * 1.37 + 0.171;
    case "each"
      if (run <= numel (one.numbers)), value = fit (one.numbers{run}, value, true); endif
    case "by_size"
      value = fit_by_size (place, number, one, value);
    case "last"
      if (run == one.runs), value = fit (one.numbers{1}, value, true); endif
    case "whole"
      value = one.numbers{1};
    case "whole_transposed"
      value = one.numbers{1}.';
    case "by_columns"
      value = fit (one.numbers{1}, value, false);
    otherwise
      value = fit (one.numbers{1}, value, true);
  endswitch
endfunction

% The numbers in the shape of the value; the value itself where they do not fit. A matrix becomes flat by its rows, or
% by its columns.
function value = fit (numbers, value, by_rows)
  if (numel (numbers) != numel (value)), return; endif
  shape = size (value);
  own = shape(shape != 1);
  given = size (numbers)(size (numbers) != 1);
  if (isequal (own, given))
    value = reshape (numbers, shape);
  elseif (isequal (own, fliplr (given)))
    value = reshape (numbers.', shape);
  elseif (numel (own) == 1 && by_rows)
    value = reshape (numbers.', shape);
  elseif (numel (own) == 1)
    value = reshape (numbers, shape);
  elseif (numel (given) == 1 && numel (own) == 2 && by_rows)
    value = reshape (numbers, fliplr (own)).';
  elseif (numel (given) == 1)
    value = reshape (numbers, shape);
  endif
endfunction

% What belongs to the layer: sizes tell layers apart.
function value = fit_by_size (place, number, one, value)
  global gradlab_watch
  for i = 1:numel (one.numbers)
    if (numel (one.numbers{i}) == numel (value))
      value = fit (one.numbers{i}, value, true);
      return;
    endif
  endfor
  for i = 1:numel (one.numbers)
    if (columns (one.numbers{i}) == numel (value))
      row = gradlab_watch.repairs{place + 1}(number).rows(i)++;
      value = fit (one.numbers{i}(mod (row, rows (one.numbers{i})) + 1,:), value, true);
      return;
    endif
  endfor
endfunction
