function g = sigmoidGradient(z)
g = z .* (1 - sigmoid(z));
end
