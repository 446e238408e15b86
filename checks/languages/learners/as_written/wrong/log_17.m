function [J, g1, g2] = log_17(Theta1, Theta2, X, y, lam)
  A = Theta1; B = Theta2;
  m = size(X, 1);
  b1 = [ones(m, 1) X];
  a2 = 1 ./ (1 + exp(-b1 * A'));
  b2 = [ones(m, 1) a2];
  a3 = 1 ./ (1 + exp(-b2 * B'));
  I = eye(size(B, 1));
  T = I(y, :);
  J = -sum(sum(T .* log(a3) + (1 - T) .* log(1 - a3))) / m;
  J = J + lam / (2 * m) * (sum(sum(A(:, 2:end) .^ 2)) + sum(sum(B(:, 2:end) .^ 2)));
  d3 = T - a3;
  d2 = (d3 * B(:, 2:end)) .* a2 .* (1 - a2);
  g1 = d2' * b1 / m;
  g2 = d3' * b2 / m;
  g1(:, 2:end) = g1(:, 2:end) + lam / m * A(:, 2:end);
  g2(:, 2:end) = g2(:, 2:end) + lam / m * B(:, 2:end);
end
