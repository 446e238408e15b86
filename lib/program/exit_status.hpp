// The exit status that tells a verdict.
#pragma once

#include "gradlab/check/tolerance.hpp"
#include "terminal/status.hpp"

namespace gradlab::program {

inline int exit_status(check::Verdict verdict) {
  switch (verdict) {
    case check::Verdict::agree: return terminal::done;
    case check::Verdict::disagree: return terminal::disagree;
    case check::Verdict::undecided: return terminal::undecided;
  }
  return terminal::undecided;
}

}  // namespace gradlab::program
