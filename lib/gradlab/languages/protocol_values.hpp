// Numbers and words of the protocol, read from JSON and written as JSON. See protocol.hpp for the conversation.
#pragma once

#include "gradlab/languages/answers.hpp"

#include <armadillo>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::languages {

using Json = nlohmann::ordered_json;  // keys stand as they are written

/// All of these throw CodeError, naming `what`, if the value is something else. NaN and Infinity may come as words.
double to_number(const Json& value, std::string_view what);
arma::vec to_vector(const Json& value, std::string_view what);
arma::mat to_matrix(const Json& value, const std::string& what);
std::vector<std::string> to_words(const Json& value, std::string_view what);
CallValue to_call_value(const Json& value);

Json to_json(const arma::vec& numbers);
Json to_json(const arma::mat& matrix);  ///< a list of rows

/// Whole numbers are written as such: sizes and labels, which index arrays.
Json to_json(const CallValue& value);

}  // namespace gradlab::languages
