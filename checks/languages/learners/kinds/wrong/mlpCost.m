function [J, gW, gb] = mlpCost(W, b, X, T)
% W, b cells of weights and biases, X and T: an example a column
L = numel(W);
m = size(X, 2);
A = cell(1, L+1);
A{1} = X;
for l = 1:L
  A{l+1} = 1 ./ (1 + exp(-(W{l} * A{l} + b{l})));
end
J = sum(sum((A{L+1} - T).^2)) / (2*m);
gW = cell(1, L); gb = cell(1, L);
D = (A{L+1} - T) .* A{L+1} .* (1 - A{L+1});
for l = L:-1:1
  gW{l} = D * A{l}';
  gb{l} = sum(D, 2) / m;
  if l > 1
    D = (W{l}' * D) .* A{l} .* (1 - A{l});
  end
end
end
