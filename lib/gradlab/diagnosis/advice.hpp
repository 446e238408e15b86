// The sentences of every pattern that a wrong gradient or cost may show: its name, its explanation and its remedy.
// Adding one: a row here, and the function that finds the pattern in pattern.cpp or beside it.
#pragma once

namespace gradlab::diagnosis {

/// "{}" stands for a noun that the finder fills in.
struct Pattern {
  const char* mistake;
  const char* explanation;
  const char* remedy;  ///< empty: the finder knows a better one, or there is none
};

namespace pattern {

inline constexpr const char* read_the_statements = "Compare your code with these statements, line by line.";

// ---- A gradient's values ----

inline constexpr Pattern not_finite = {"not-finite", "The gradient is not a number.",
                                       "Look for log(0), 0/0 or an overflow of exp."};
inline constexpr Pattern zero = {"zero-gradient", "A part of the gradient is left at zero.",
                                 "Look whether this part is computed, and whether it is stored."};
inline constexpr Pattern ratio = {"constant-ratio", "The gradient is off by a constant factor.", ""};
inline constexpr Pattern ratio_of_data = {"constant-ratio",
                                          "The data's part of the gradient is off by a constant factor.", ""};
inline constexpr Pattern ratio_and_penalty = {"constant-ratio and wrong-penalty",
                                              "A constant factor and the penalty are wrong.", ""};
inline constexpr Pattern factors_by_line = {"factors-by-line", "Each {} has a factor of its own.",
                                            "Look for a factor that goes with the row's or column's unit."};
inline constexpr Pattern penalty = {"wrong-penalty", "The penalty in the gradient is wrong.",
                                    "The penalty adds lambda/m times the weights, and nothing in the bias column."};
inline constexpr Pattern other_penalty = {"wrong-penalty",
                                          "The penalty in the gradient is another function of the weights.",
                                          "The penalty adds lambda/m times the weights."};
inline constexpr Pattern odd_term = {"odd-term", "A term is added that does not belong there.",
                                     "Look for what adds this term."};
inline constexpr Pattern weights = {"weights-for-gradient", "The weights stand where the gradient should be.",
                                    "Return the gradient."};
inline constexpr Pattern step = {"step-for-gradient",
                                 "Weights moved along the gradient stand where the gradient should be.",
                                 "Return the gradient; moving the weights is the optimizer's business."};
inline constexpr Pattern lost_sign = {"lost-sign", "The gradient's signs are lost.",
                                      "Look for abs, a square root of a square, or a norm."};
inline constexpr Pattern clipped = {"clipped", "Large entries of the gradient are cut off.",
                                    "Check the gradient before it is clipped."};
inline constexpr Pattern out_of_place = {"entries-out-of-place", "The right entries stand in other places.",
                                         "Give the gradient's entries the places of their weights."};
inline constexpr Pattern single_precision = {"single-precision",
                                             "The gradient is right, but computed in single precision.",
                                             "Compute in double precision while checking (float64)."};

// ---- The errors and sums behind a gradient ----

inline constexpr Pattern targets = {"wrong-targets", "The output error subtracts other targets than the examples' own.",
                                    "The target of label i is a one in column i-1, zeros elsewhere."};
inline constexpr Pattern error = {"wrong-error", "The error that goes into the gradient is another function.",
                                  "The output error is the output minus the target."};
inline constexpr Pattern running_sum = {"running-sum", "The {}s count more and more, or less and less.",
                                        "Add each {}'s gradient once; do not add up the running sum."};
inline constexpr Pattern division_in_loop = {"division-inside-the-loop",
                                             "Each {} counts the same multiple of the one before.",
                                             "Divide once, after the loop."};
inline constexpr Pattern missing = {"missing-{}s", "Not all {}s are in the gradient.",
                                    "Look at the first and the last {} of the loop."};
inline constexpr Pattern doubled = {"doubled-{}s", "Some {}s are counted twice.", "Add each {} once."};
inline constexpr Pattern unequal = {"unequal-{}s", "The {}s do not count alike.", "Give each {} the same weight."};

// ---- A cost ----

inline constexpr Pattern cost_not_finite = {"not-finite", "The cost is not a number.",
                                            "Look for log(0) and for an overflow of exp."};
inline constexpr Pattern scaled_cost = {"scaled-cost", "The cost is off by a constant factor.", ""};
inline constexpr Pattern scaled_data_cost = {"scaled-cost",
                                             "The data's part of the cost is off by a constant factor.", ""};
inline constexpr Pattern missing_penalty = {"missing-penalty", "The cost has no penalty.", "Add the penalty."};
inline constexpr Pattern cost_penalty = {"wrong-penalty", "The cost's penalty is wrong.",
                                         "The penalty is lambda/(2m) times the sum of all weights' squares."};
inline constexpr Pattern cost_off_by_a_term = {"cost-off-by-a-term", "The cost is off by a known term.",
                                               "Look for this term in the cost."};
inline constexpr Pattern unknown_cost = {"", "The cost is wrong; the cause is unknown.", ""};

}  // namespace pattern

}  // namespace gradlab::diagnosis
