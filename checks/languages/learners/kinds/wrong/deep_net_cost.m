function [J, dW1, db1, dW2, db2, dW3, db3] = deep_net_cost(W1, b1, W2, b2, W3, b3, X, Y)
m = size(X, 1);
A1 = tanh(X * W1 + b1);
A2 = tanh(A1 * W2 + b2);
Z = A2 * W3 + b3;
E = exp(Z - max(Z, [], 2));
P = E ./ sum(E, 2);
J = -sum(sum(Y .* log(P))) / m;
d3 = (P - Y) / m;
dW3 = A2' * d3; db3 = sum(d3, 1);
d2 = d3 * W3' .* (1 - A2.^2);
dW2 = A1' * d2; db2 = sum(d2, 1);
d1 = d2 * abs(W2') .* (1 - A1.^2);
dW1 = X' * d1; db1 = sum(d1, 1);
end
