// What the stages hand on of a text, written out to the last field, also where no record shows it; and what their parts
// answer when they are asked at every word, not only at those where the reading comes to them.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "findings/attributions/attributions.h"
#include "findings/figures/choice.h"
#include "findings/findings.h"
#include "knowledge/knowledge.h"
#include "mentions/mentions.h"
#include "torn.h"

namespace dragoman {

/// The stages behind annotation, from the knowledge compiled into the program.
struct Reader {
    Knowledge knowledge = Knowledge::embedded();
    mentions::Lexicon mentions = mentions::Lexicon::build(knowledge);
    findings::Lexicon findings = findings::Lexicon::build(knowledge);
    findings::AttributionModel attributions = findings::AttributionModel::load(embedded_model("attributions.bin"));
    findings::FigureModel figures = findings::FigureModel::load(embedded_model("figures.bin"));
};

// Each writes lines to `out`.
void tell_text(const Text& text, std::string& out);
void tell_times(const Text& text, const Mentions& found, std::string& out);
void tell_amounts(const Text& text, const Mentions& found, std::string& out);
void tell_findings(const Text& text, const Findings& found, std::string& out);

/// Asks the parts of times, quantities, statements, figures at every word.
void ask_times(const Reader&, const ReadText&, const Story&, std::string& out);
void ask_quantities(const Reader&, const ReadText&, const Mentions&, std::string& out);
void ask_statements(const Reader&, const ReadText&, const Mentions&, std::string_view published, std::string& out);
void ask_figures(const Reader&, const ReadText&, const Mentions&, const Findings&, std::string_view published,
                 std::string& out);

/// Reads a number at every byte.
void ask_digits(std::string_view body, std::string& out);
/// Times and amounts as the stage finds them, without entities.
Mentions times_and_amounts(const Reader&, const ReadText&, const Story&);

}  // namespace dragoman
