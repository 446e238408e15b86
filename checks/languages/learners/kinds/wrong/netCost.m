function [cost, dW, db] = netCost(weights, biases, X, Y, lambda)
m = size(X, 1);
a1 = X;
z2 = a1 * weights{1} + biases{1};
a2 = max(0, z2);
z3 = a2 * weights{2} + biases{2};
e = exp(z3 - max(z3, [], 2));
p = e ./ sum(e, 2);
cost = -sum(sum(Y .* log(p))) / m + lambda/2 * (sum(sum(weights{1}.^2)) + sum(sum(weights{2}.^2)));
d3 = (p - Y) / m;
dW{2} = a2' * d3 + lambda * weights{2};
db{2} = sum(d3, 1);
d2 = (d3 * weights{2}') .* (z2 > 0);
dW{1} = a1' * d2 + 2 * lambda * weights{1};
db{1} = sum(d2, 1);
end
