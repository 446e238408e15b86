function [L, grads] = netLoss(params, X, Y, lambda)
% params.W1 (h x n), params.b1 (h x 1), params.W2 (K x h), params.b2; examples are columns
m = size(X, 2);
A1 = 1 ./ (1 + exp(-(params.W1 * X + params.b1)));
A2 = 1 ./ (1 + exp(-(params.W2 * A1 + params.b2)));
L = -sum(sum(Y .* log(A2) + (1 - Y) .* log(1 - A2))) / m;
L = L + lambda / (2*m) * (sum(params.W1(:).^2) + sum(params.W2(:).^2));
D2 = (A2 - Y) / m;
D1 = (params.W2' * D2) .* A1 .* (1 - A1);
grads.W2 = D2 * A1' + lambda / m * params.W2;
grads.b2 = sum(D2, 2);
grads.W1 = D1 * X' + lambda / m * params.W1;
grads.b1 = sum(D1, 2);
end
