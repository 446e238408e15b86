// What the page may ask the engine for. Each answers with the library's own results.
#pragma once

#include "reply.hpp"

namespace gradlab::engine {

/// The network as matrices: Theta1, Theta2, X, y, lambda.
Verb network;

/// The table of the 30 statements in the names of one dialect ("names"), and the lines of both twins.
Verb statements;

/// All mistakes with their statements and remedies.
Verb mistakes;

/// Every step of one example's turn; with "mistakes" also what each statement gives with these mistakes in it.
Verb trace;

/// The check as `gradlab check --json` tells it, and the numbers of every entry besides.
Verb check;

/// Six outputs of the loop and of "other", which is vectorized or a mistake, and how far they are apart.
Verb compare;

/// The V-curve of forward and central differences.
Verb sweep;

/// Gradient descent from the weights of the request: the weights it reaches, each cost, and the answers.
Verb train;

/// The activations of both layers for rows of X.
Verb answer;

/// The numbers of all lessons.
Verb lessons;

/// The values and pictures of a lesson by name, computed now: {"lesson": N}. With "texts" each picture in characters too.
Verb lesson;

/// The paths on a lesson's landscape from another start, by another alpha or in other numbers of steps.
Verb paths;

/// The numbers that a lesson's text has as the answer of a question: "25 x 401" holds two.
Verb read_numbers;

/// Whether a typed answer to a question is right, as the terminal judges it, and by which explanation.
Verb judge;

}  // namespace gradlab::engine
