% For each character how many brackets are open behind it; the text as gradlab_mask gives it.
function depth = gradlab_depth (code)
  depth = cumsum (ismember (code, "([{")) - cumsum (ismember (code, ")]}"));
endfunction
