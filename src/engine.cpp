// THE FLOW. One line a stage; everything else is in the stages' folders.
#include "dragoman/engine.h"

#include <cassert>

#include "annotation/annotation.h"
#include "findings/attributions/attributions.h"
#include "findings/commitments/rows.h"
#include "findings/events/acts.h"
#include "findings/figures/choice.h"
#include "findings/findings.h"
#include "findings/lexicon.h"
#include "findings/stances/parts.h"
#include "findings/tellings/tellings.h"
#include "knowledge/knowledge.h"
#include "mentions/mentions.h"
#include "record/record.h"
#include "stages.h"
#include "text/text.h"
#include "verify.h"

#ifndef DRAGOMAN_VERSION
#define DRAGOMAN_VERSION "0.1.0"
#endif

namespace dragoman {

struct Engine::Parts {
    Knowledge knowledge;  // the indexes below point into its text
    annotation::Model model;
    mentions::Lexicon mentions;
    findings::Lexicon findings;
    findings::AttributionModel attributions;
    findings::EventModel acts;
    findings::FeatureModels commitments, stances;
    findings::FigureModel figures;
    findings::TellingModel tellings;
    record::Codes codes;
    Versions versions;
};

Stages Engine::read_stages(const Story& story, const Observer& observer) const {
    const auto stage = [&](std::string_view name) {
        if (observer) observer(name);
    };
    const Parts& with = *parts_;
    Stages s;
    stage("text"), s.text = text::prepare(story.text);
    if (!with.model.usable()) s.text.notes.push_back({"model", "The weights are damaged; nothing was parsed."});
    if (!with.attributions.usable())
        s.text.notes.push_back({"model", "The weights of attributions are damaged; statements rest on rules alone."});
    if (!with.acts.usable())
        s.text.notes.push_back({"model", "The weights of acts are damaged; events rest on frames alone."});
    if (!with.commitments.usable())
        s.text.notes.push_back({"model", "The weights of commitments are damaged; they rest on rules alone."});
    if (!with.stances.usable())
        s.text.notes.push_back({"model", "The weights of stances are damaged; they rest on rules alone."});
    if (!with.figures.usable())
        s.text.notes.push_back({"model", "The weights of figures are damaged; figures rest on rules alone."});
    if (!with.tellings.usable())
        s.text.notes.push_back({"model", "The weights of tellings are damaged; the other weights decide alone."});
    stage("annotation"), s.annotation = annotation::annotate(s.text, with.model, {.states = true});
    stage("mentions"), s.mentions = mentions::find(s.text, s.annotation, story.published, with.mentions, story.source,
                                                   story.title, story.document);
    stage("findings");
    const findings::Tellings told = findings::read_tellings(s.text, s.annotation, *with.findings.indexes().statements,
                                                            with.tellings, findings::paragraphs_of(s.text));
    s.findings = findings::find({s.text, s.annotation, s.mentions, story.published, &with.attributions, &with.acts,
                                 &with.commitments, &with.stances, &with.figures, &told},
                                with.findings);
    stage("record"), s.record = record::make(story, s.text, s.mentions, s.findings, with.codes, with.versions);
    stage("");
    assert(verify(s).empty() && record::check(s.record).empty());
    return s;
}

Record Engine::read(const Story& story, const Observer& observer) const { return read_stages(story, observer).record; }

Record Engine::read(const Story& story) const { return read(story, {}); }

Engine Engine::load() { return load({}); }

Engine Engine::load(std::vector<KnowledgeFile> files) {
    Knowledge knowledge = Knowledge::with(std::move(files));
    auto model = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    auto for_mentions = mentions::Lexicon::build(knowledge);
    auto for_findings = findings::Lexicon::build(knowledge);
    auto attributions = findings::AttributionModel::load(embedded_model("attributions.bin"));
    auto acts = findings::EventModel::load(embedded_model("event_acts.bin"));
    auto commitments = findings::load_commitment_models(embedded_model("commitments.bin"));
    auto stances = findings::load_stance_models(embedded_model("stances.bin"));
    auto figures = findings::FigureModel::load(embedded_model("figures.bin"));
    auto tellings = findings::TellingModel::load(embedded_model("tellings.bin"));
    Versions versions{DRAGOMAN_VERSION, knowledge.version(),
                      model.version() + "." + attributions.version() + "." + acts.version() + "." +
                          commitments.version() + "." + stances.version() + "." + figures.version() + "." +
                          tellings.version()};
    auto codes = record::Codes::build(knowledge);
    return Engine(std::make_unique<Parts>(Parts{std::move(knowledge), std::move(model), std::move(for_mentions),
                                                std::move(for_findings), std::move(attributions), std::move(acts),
                                                std::move(commitments), std::move(stances), std::move(figures),
                                                std::move(tellings), std::move(codes), std::move(versions)}));
}

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

const std::vector<KnowledgeFault>& Engine::knowledge_faults() const { return parts_->knowledge.faults(); }

const Versions& Engine::versions() const { return parts_->versions; }

}  // namespace dragoman
