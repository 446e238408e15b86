% The parts of a list of arguments, without the blanks around them.
function parts = gradlab_split (text)
  code = gradlab_mask (text);
  at = [0, find(gradlab_depth (code) == 0 & code == ","), numel(text) + 1];
  parts = arrayfun (@(i) strtrim (text(at(i)+1:at(i+1)-1)), 1:numel (at) - 1, "UniformOutput", false);
endfunction
