1;
function net = make(a, b, c)
  net.first = struct('w', sin(reshape(1:a*b, a, b)), 'bias', zeros(1, b));
  net.last = struct('w', cos(reshape(1:b*c, b, c)), 'bias', zeros(1, c));
end
function [p, h] = run_net(net, in)
  h = tanh(in * net.first.w + net.first.bias);
  p = exp(h * net.last.w + net.last.bias);
  p = p ./ sum(p, 2);
end
function e = evaluate(net, in, want)
  e = -sum(sum(want .* log(run_net(net, in)))) / rows(in);
end
function g = slopes(net, in, want)
  [p, h] = run_net(net, in);
  d = (p - want) / rows(in);
  g.last.w = h' * d;
  g.last.bias = sum(d);
  d = (d * net.last.w') .* (1 - h .^ 2);
  g.first.w = in' * d;
  g.first.bias = mean(d);
end
function net = walk(net, g, far)
  for layer = {'first', 'last'}
    net.(layer{1}).w = net.(layer{1}).w - far * g.(layer{1}).w;
    net.(layer{1}).bias = net.(layer{1}).bias - far * g.(layer{1}).bias;
  end
end
in = sin(reshape(1:24, 8, 3));
want = eye(2)(1 + mod(1:8, 2), :);
net = make(3, 4, 2);
far = 0.3;
for k = 1:30
  net = walk(net, slopes(net, in, want), far);
  if mod(k, 7) == 0
    printf('%d %g\n', k, evaluate(net, in, want));
  end
end
