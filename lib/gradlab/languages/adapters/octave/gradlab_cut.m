% The text with the recorder cut in at these places; "all": at all. The cuts that belong to no place are always made.
function text = gradlab_cut (found, places)
  is_made = ischar (places) | found.of == 0 | ismember (found.of, places);
  parts = [found.between(1:end-1); found.was];
  parts(2,is_made) = found.becomes(is_made);
  text = [parts{:}, found.between{end}];
endfunction
