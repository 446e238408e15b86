function g = sigmoid(z)
%SIGMOID of each element of z.
g = 1.0 ./ (1.0 + exp(-z));
end
