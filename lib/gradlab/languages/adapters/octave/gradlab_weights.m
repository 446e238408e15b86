% The weights in the form that a function wants, and its gradient in the form that is asked for.
%   blocks = gradlab_weights ("blocks", layout, sizes): the rows {word, rows, columns}, in the order of theta
%   values = gradlab_weights ("carry", layout, sizes, theta, order, fields): a struct of the arguments, by word
%   taken = gradlab_weights ("take", layout, sizes, results, fields): the gradient in one vector, by rows as theta is;
%     of the network with one hidden layer {grad1, grad2}; {} where the results are not those of the weights
function made = gradlab_weights (task, layout, sizes, varargin)
  switch (task)
    case "blocks"
      made = blocks_of (layout, sizes);
    case "carry"
      made = carry (layout, sizes, varargin{:});
    case "take"
      made = take (layout, sizes, varargin{:});
  endswitch
endfunction

function blocks = blocks_of (layout, sizes)
  blocks = cell (0, 3);
  is_turned = turns_weights (layout);
  for i = 1:numel (sizes) - 1
    shape = [sizes(i+1), sizes(i) + any(strncmp (layout.style, {"joined", "last"}, 4))];
    if (is_turned), shape = fliplr (shape); endif
    blocks(end+1,:) = {sprintf("Theta%d", i), shape(1), shape(2)};
    is_last = i == numel (sizes) - 1;
    if (any (strcmp (layout.style, {"apart", "apartTC", "auto"})) || (strcmp (layout.style, "softmax") && ! is_last))
      blocks(end+1,:) = {sprintf("b%d", i), sizes(i+1), 1};
    elseif (any (strcmp (layout.style, {"apartT", "apartR", "autoT"})))
      blocks(end+1,:) = {sprintf("b%d", i), 1, sizes(i+1)};
    endif
  endfor
  if (strcmp (layout.style, "softmax"))
    blocks = blocks([end, 1:end-1],:);
  elseif (strcmp (layout.style, "auto") || layout.weights_first)
    is_bias = strncmp (blocks(:,1), "b", 1);
    blocks = [blocks(! is_bias,:); blocks(is_bias,:)];
  endif
endfunction

% W (in, out) and the like.
function turns = turns_weights (layout)
  turns = ismember (layout.style, {"joinedT", "lastT", "apartT", "apartTC", "bareT", "autoT"});
endfunction

% ---- From theta ----

function values = carry (layout, sizes, theta, order, fields)
  values = struct ();
  blocks = blocks_of (layout, sizes);
  if (is_network (layout))
    Thetas = split (theta, {"", sizes(2), sizes(1) + 1; "", sizes(3), sizes(2) + 1}, order);
    arrays = from_Thetas (layout, blocks, Thetas);
  else
    arrays = split (theta, blocks, "rows");
  endif
  is_bias = strncmp (blocks(:,1), "b", 1).';
  switch (layout.carrier)
    case "flat"
      values.theta = cell2mat (cellfun (@(one) one(:), arrays(:), "UniformOutput", false));
    case "matrix"
      values.theta = arrays{1};
    case "arguments"
      values = cell2struct (arrays(:), blocks(:,1), 1);
    case "cell"
      values.Thetas = arrays;
    case "cells"
      values.Thetas = arrays(! is_bias);
      values.biases = arrays(is_bias);
    case "struct"
      for i = 1:numel (arrays)
        values.Thetas.(fields.(blocks{i,1})) = arrays{i};
      endfor
  endswitch
endfunction

function is = is_network (layout)
  is = layout.depth == 1 && any (strncmp (layout.style, {"joined", "apart", "last"}, 4));
endfunction

% The bias in the last column.
function is = has_last_bias (layout)
  is = strncmp (layout.style, "last", 4);
endfunction

function arrays = split (theta, blocks, order)
  arrays = cell (1, rows (blocks));
  first = 1;
  for i = 1:rows (blocks)
    [height, width] = blocks{i,2:3};
    part = theta(first:first+height*width-1);
    if (strcmp (order, "rows"))
      arrays{i} = reshape (part, width, height).';
    else
      arrays{i} = reshape (part, height, width);
    endif
    first += height * width;
  endfor
  if (first != numel (theta) + 1)
    error ("theta should have %d entries, but has %d", first - 1, numel (theta));
  endif
endfunction

% Theta1 and Theta2 as the arrays of the blocks.
function arrays = from_Thetas (layout, blocks, Thetas)
  arrays = cell (1, rows (blocks));
  for i = 1:rows (blocks)
    matrix = Thetas{str2double(blocks{i,1}(end))};
    is_bias = strncmp (blocks{i,1}, "b", 1);
    if (is_bias)
      matrix = matrix(:,1);
    elseif (strncmp (layout.style, "apart", 5))
      matrix = matrix(:,2:end);
    elseif (has_last_bias (layout))
      matrix = circshift (matrix, -1, 2);
    endif
    is_turned = (is_bias && blocks{i,2} == 1) || (! is_bias && turns_weights (layout));
    arrays{i} = turn_if (matrix, is_turned);
  endfor
endfunction

function matrix = turn_if (matrix, is_turned)
  if (is_turned), matrix = matrix.'; endif
endfunction

% ---- From the results ----

function taken = take (layout, sizes, results, fields)
  blocks = blocks_of (layout, sizes);
  arrays = in_order (flat (results, fields, blocks), blocks);
  taken = {};
  if (isempty (arrays)), return; endif
  if (is_network (layout))
    taken = {[], []};
    for kind = {"b", "Theta"}
      for i = find (strncmp (blocks(:,1), kind{1}, numel (kind{1}))).'
        is_bias = strcmp (kind{1}, "b");
        is_turned = (is_bias && blocks{i,2} == 1) || (! is_bias && turns_weights (layout));
        place = str2double (blocks{i,1}(end));
        taken{place} = [taken{place}, turn_if(arrays{i}, is_turned)];
      endfor
    endfor
    if (has_last_bias (layout)), taken = cellfun (@(one) circshift (one, 1, 2), taken, "UniformOutput", false); endif
    return;
  endif
  taken = cell2mat (cellfun (@(one) one.'(:), arrays(:), "UniformOutput", false));
endfunction

% The arrays in cells and structs; a struct's in the order of the blocks.
function arrays = flat (results, fields, blocks)
  arrays = {};
  for i = 1:numel (results)
    one = results{i};
    if (iscell (one))
      arrays = [arrays, flat(one(:).', fields, blocks)];
    elseif (isstruct (one) && isscalar (one))
      arrays = [arrays, flat(parts_of (one, fields, blocks), fields, blocks)];
    else
      arrays{end+1} = one;
    endif
  endfor
endfunction

function parts = parts_of (one, fields, blocks)
  names = fieldnames (one).';
  plain = regexprep (lower (strrep (names, "_", "")), '^(d|grad)(?=[wbt])|grad$', "");
  parts = {};
  for word = blocks(:,1).'
    wanted = lower (word{1});
    if (isfield (fields, word{1})), wanted = strrep (lower (fields.(word{1})), "_", ""); endif
    place = find (strcmp (plain, wanted), 1);
    if (! isempty (place)), parts{end+1} = one.(names{place}); endif
  endfor
  if (isempty (parts)), parts = struct2cell (one).'; endif
endfunction

% As they stand, weights before biases, or from last to first; a flat list by columns.
function ordered = in_order (arrays, blocks)
  ordered = {};
  wanted = cell2mat (blocks(:,2:3));
  total = sum (prod (wanted, 2));
  if (numel (arrays) == 1 && numel (arrays{1}) == total)
    ordered = split (arrays{1}(:), blocks, "columns");
    return;
  endif
  count = rows (blocks);
  is_bias = strncmp (blocks(:,1), "b", 1).';
  for order = {1:count, [find(! is_bias), find(is_bias)], count:-1:1}
    places = order{1};
    if (numel (arrays) != count || ! all (cellfun (@numel, arrays) == prod (wanted(places,:), 2).')), continue; endif
    for i = 1:count
      ordered{places(i)} = arrays{i};
      is_vector = any (wanted(places(i),:) == 1);
      if (is_vector), ordered{places(i)} = reshape (arrays{i}, wanted(places(i),:)); endif
    endfor
    fits = all (arrayfun (@(i) isequal (size (ordered{i}), wanted(i,:)), 1:count));
    if (fits), return; endif
    ordered = {};
  endfor
endfunction
