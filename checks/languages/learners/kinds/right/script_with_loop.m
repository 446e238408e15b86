% a script: the weights are changed in a loop
X = [0 0; 0 1; 1 0; 1 1];
t = [0; 1; 1; 0];
V = sin(reshape(1:9, 3, 3)); V = V(1:2, :); u = cos(1:3)'; c = 0.1;
speed = 0.5;
for turn = 1:20
  z = tanh(X * V);
  out = 1 ./ (1 + exp(-(z * u + c)));
  loss(turn) = -mean(t .* log(out) + (1 - t) .* log(1 - out));
  d = (out - t) / 4;
  V = V - speed * (X' * ((d * u') .* (1 - z .^ 2)));
  u -= speed * (z' * d);
  c -= speed * sum(d);
end
