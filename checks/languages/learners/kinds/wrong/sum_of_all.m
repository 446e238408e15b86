% Sizes in a struct, and MATLAB's option "all".
1;
function [J, g] = digits (w, net, X, y)
  m = size (X, 1);
  k = net.nHid * (net.nIn + 1);
  W = reshape (w(1:k), net.nHid, []);
  V = reshape (w(k+1:end), net.nOut, []);
  a = [ones(m, 1), X];
  h = 1 ./ (1 + exp (-a * W'));
  b = [ones(m, 1), h];
  out = 1 ./ (1 + exp (-b * V'));
  Y = eye (net.nOut)(y, :);
  J = -sum (Y .* log (out) + (1 - Y) .* log (1 - out), "all") / m ...
      + net.lambda / (2 * m) * (sum (W(:,2:end) .^ 2, "all") + sum (V(:,2:end) .^ 2, "all"));
  d = out - Y;
  e = (d * V(:,2:end)) .* h .* (1 - h);
  g1 = (e' * a + net.lambda * [zeros(net.nHid, 1), W(:,2:end)]) / m;
  g2 = (d' * b + net.lambda * [zeros(net.nOut, 1), V(:,2:end)]) / m;
  g = [g1(:); g2(:) / 2];
end
