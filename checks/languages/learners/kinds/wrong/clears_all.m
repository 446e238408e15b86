1;
% Kosten und Ableitung getrennt, Beispiel um Beispiel.
function s = kurve (z)
  s = 1 ./ (1 + exp (-z));
endfunction

function J = kosten (T1, T2, X, Y, lambda)
  J = 0;
  for k = 1:rows (X)
    mitte = [1; kurve(T1 * [1; X(k,:)'])];
    aus = kurve (T2 * mitte);
    J = J - Y(k,:) * log (aus) - (1 - Y(k,:)) * log (1 - aus);
  endfor
  J = J / rows (X) + lambda / (2 * rows (X)) * (sumsq (T1(:,2:end)(:)) + sumsq (T2(:,2:end)(:)));
endfunction

function [A1, A2] = gradienten (T1, T2, X, Y, lambda)
  A1 = 0 * T1;
  A2 = 0 * T2;
  for k = 1:rows (X)
    ein = [1; X(k,:)'];
    mitte = [1; kurve(T1 * ein)];
    aus = kurve (T2 * mitte);
    fehler = aus - Y(k,:)';
    hinten = (T2' * fehler) .* mitte;
    A1 += hinten(2:end) * ein';
    A2 += fehler * mitte';
  endfor
  A1 = (A1 + lambda * [zeros(rows (T1), 1), T1(:,2:end)]) / rows (X);
  A2 = (A2 + lambda * [zeros(rows (T2), 1), T2(:,2:end)]) / rows (X);
endfunction

clear all; close all; clc
load ("ziffern.mat");
T1 = rand (25, 401) - 0.5;
T2 = rand (10, 26) - 0.5;
for runde = 1:50
  [A1, A2] = gradienten (T1, T2, X, Y, 1);
  T1 -= A1;
  T2 -= A2;
endfor
