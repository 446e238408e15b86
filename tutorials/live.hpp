// The lessons' live values, pictures and answers.
#pragma once

#include "program/learn/live.hpp"
