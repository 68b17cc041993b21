#include "store/exports/codes.h"

namespace dragoman::store {
namespace {

std::string text(const Table& table, int row, std::string_view column) { return std::string(table.at(row, column)); }

}  // namespace

Codes Codes::build(const Knowledge& knowledge) {
    Codes codes;
    const Table& states = knowledge.table("states");
    for (int i = 0; i < states.rows(); ++i) {
        State& state = codes.states_[text(states, i, "code")];
        if (state.name.empty()) state.name = state.icews = text(states, i, "name");
    }
    const Table& countries = knowledge.table("country_codes");
    for (int i = 0; i < countries.rows(); ++i) {
        State& state = codes.states_[text(countries, i, "code")];
        state.fips = text(countries, i, "fips");
        state.cameo = text(countries, i, "cameo");
        state.cow = text(countries, i, "cow");
        if (auto name = text(countries, i, "icews"); !name.empty()) state.icews = std::move(name);
    }
    const Table& sectors = knowledge.table("sector_codes");
    for (int i = 0; i < sectors.rows(); ++i)
        codes.sectors_[text(sectors, i, "sector")] = {text(sectors, i, "cameo"), text(sectors, i, "icews")};
    const Table& names = knowledge.table("cameo_names");
    for (int i = 0; i < names.rows(); ++i)
        codes.cameo_[text(names, i, "cameo")] = {text(names, i, "name"), text(names, i, "intensity")};
    const Table& scores = knowledge.table("intensities");
    for (int i = 0; i < scores.rows(); ++i)
        codes.plover_[text(scores, i, "type") + "/" + text(scores, i, "mode")] = {text(scores, i, "score"),
                                                                                text(scores, i, "quad")};
    const Table& groups = knowledge.table("known_groups");
    for (int i = 0; i < groups.rows(); ++i) codes.groups_[text(groups, i, "name")] = text(groups, i, "code");
    const Table& organizations = knowledge.table("organizations");
    for (int i = 0; i < organizations.rows(); ++i) {
        const std::string code = codes.known_group(organizations.at(i, "name"));
        if (code.empty()) continue;
        for (const std::string_view name : split(organizations.at(i, "names"), '|'))
            codes.groups_.emplace(std::string(name), code);
    }
    return codes;
}

Codes::Cameo Codes::cameo(std::string_view code) const {
    for (; code.size() >= 2; code.remove_suffix(1)) {
        const Cameo& found = find(cameo_, code);
        if (!found.name.empty()) return found;
    }
    return {};
}

Codes::Plover Codes::plover(std::string_view type, std::string_view mode) const {
    const Plover& of_type = find(plover_, std::string(type) + "/-");
    const Plover& of_mode = find(plover_, std::string(type) + "/" + std::string(mode));
    return {of_mode.score.empty() ? of_type.score : of_mode.score, of_type.quad};
}

}  // namespace dragoman::store
