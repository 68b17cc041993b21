// Case files: a text, what must and must not be found in it, and why.
//
//     === minister promises a date
//     why: the relative day resolves against publication
//     published: 2024-05-03
//     source: Kremlin
//     document: colloquial
//     ---
//     The government will publish the plan by 30 June, the finance minister said on Friday.
//     ---
//     statement   speakers "the finance minister"  time 2024-05-03
//     not event
//
// An expectation holds when some row of its kind matches all its keys; with "not", when none does;
// with "xfail … because …", when it does not hold yet: a known error, asserted as wrong.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dragoman/engine.h"
#include "dragoman/record.h"

namespace dragoman {

struct Expectation {
    int line = 0;
    bool negated = false, fails = false;
    std::string kind, because, text;
    std::vector<std::pair<std::string, std::string>> keys;
};

struct Case {
    std::string file, name, why, published, source, title, document, text;
    int line = 0;
    std::vector<Expectation> expectations;

    Story story() const;
};

/// The cases of a file; `problems` gets what is wrong with its form.
std::vector<Case> read_cases(const std::string& path, std::vector<std::string>& problems);

/// What does not hold, each with the rows of its kind; empty when all does.
std::vector<std::string> check(const Case& c, const Record& record);

}  // namespace dragoman
