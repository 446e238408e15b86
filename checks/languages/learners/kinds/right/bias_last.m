% The bias is the last row of W and V.
function [J, g] = bias_last (p, X, T, h, lambda)
  m = rows (X);
  k = (columns (X) + 1) * h;
  W = reshape (p(1:k), columns (X) + 1, h);
  V = reshape (p(k+1:end), h + 1, columns (T));
  A = [X, ones(m, 1)];
  H = 1 ./ (1 + exp (-A * W));
  B = [H, ones(m, 1)];
  O = 1 ./ (1 + exp (-B * V));
  J = -sum ((T .* log (O) + (1 - T) .* log (1 - O))(:)) / m ...
      + lambda / (2 * m) * (sumsq (W(1:end-1,:)(:)) + sumsq (V(1:end-1,:)(:)));
  d = O - T;
  e = (d * V(1:end-1,:)') .* H .* (1 - H);
  gW = A' * e / m;
  gV = B' * d / m;
  gW(1:end-1,:) += lambda / m * W(1:end-1,:);
  gV(1:end-1,:) += lambda / m * V(1:end-1,:);
  g = [gW(:); gV(:)];
endfunction
