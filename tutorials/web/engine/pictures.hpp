// A picture of a lesson as JSON; page/parts/picture.jsx draws it.
#pragma once

#include "reply.hpp"
#include "teach/lessons/picture.hpp"

namespace gradlab::engine {

/// {"kind": "chart", ...}; for a diagram the characters that the command prints.
Json to_json(const teach::Picture& picture, Numbers& numbers);

/// The paths that the landscape's optimizers take.
Json paths_to_json(const teach::Landscape& landscape, Numbers& numbers);

}  // namespace gradlab::engine
