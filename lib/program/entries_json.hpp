// Every checked entry of a gradient as JSON: pictures are drawn from it. check_json.hpp has the verdicts in short.
#pragma once

#include "gradlab/check/result.hpp"
#include "terminal/json.hpp"

#include <vector>

namespace gradlab::program {

using terminal::Json;

/// {"blocks": [{name, rows, columns, by_rows}], "index": places in theta, "numerical": [...], "error": [...],
/// "witnesses": {NAME: {"analytic": [...], "allowed": [...], "verdicts": "aad"}}}; lists go by the checked entries.
Json entries_to_json(const check::CheckResult& result, const std::vector<Block>& blocks);

}  // namespace gradlab::program
