// Penn Treebank tags and Universal Dependencies relations.
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman {

// clang-format off
// VB…VBZ stand together: Annotation::is_verb relies on it.
#define DRAGOMAN_TAGS(X)                                                                                              \
    X(CC, "CC")                                                                                                       \
    X(CD, "CD")                                                                                                       \
    X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS") X(LS, "LS") X(MD, "MD")   \
        X(NN, "NN") X(NNS, "NNS") X(NNP, "NNP") X(NNPS, "NNPS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP")             \
            X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") \
                X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT")       \
                    X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(ADD, "ADD") X(AFX, "AFX") X(GW, "GW") X(HYPH, "HYPH")   \
                        X(NFP, "NFP") X(XX, "XX") X(COMMA, ",") X(PERIOD, ".") X(COLON, ":") X(OPEN_QUOTE, "``")      \
                            X(CLOSE_QUOTE, "''") X(DOLLAR, "$") X(OPEN_BRACKET, "-LRB-") X(CLOSE_BRACKET, "-RRB-")

#define DRAGOMAN_DEPS(X)                                                                                               \
    X(root, "root")                                                                                                    \
    X(acl, "acl")                                                                                                      \
    X(acl_relcl, "acl:relcl") X(advcl, "advcl") X(advcl_relcl, "advcl:relcl") X(advmod, "advmod") X(amod, "amod") X(   \
        appos, "appos") X(aux, "aux") X(aux_pass, "aux:pass") X(case_, "case") X(cc, "cc") X(cc_preconj, "cc:preconj") \
        X(ccomp, "ccomp") X(compound, "compound") X(compound_prt, "compound:prt") X(conj, "conj") X(cop, "cop")        \
            X(csubj, "csubj") X(csubj_pass, "csubj:pass") X(csubj_outer, "csubj:outer") X(dep, "dep") X(det, "det")    \
                X(det_predet, "det:predet") X(discourse, "discourse") X(dislocated, "dislocated") X(expl, "expl")      \
                    X(fixed, "fixed") X(flat, "flat") X(goeswith, "goeswith") X(iobj, "iobj") X(list, "list")          \
                        X(mark, "mark") X(nmod, "nmod") X(nmod_desc, "nmod:desc") X(nmod_poss, "nmod:poss")            \
                            X(nmod_unmarked, "nmod:unmarked") X(nsubj, "nsubj") X(nsubj_outer, "nsubj:outer")          \
                                X(nsubj_pass, "nsubj:pass") X(nummod, "nummod") X(obj, "obj") X(obl, "obl")            \
                                    X(obl_agent, "obl:agent") X(obl_unmarked, "obl:unmarked") X(orphan, "orphan")      \
                                        X(parataxis, "parataxis") X(punct, "punct") X(reparandum, "reparandum")        \
                                            X(vocative, "vocative") X(xcomp, "xcomp")

// clang-format on

#define X(name, text) name,
enum class Tag : std::uint8_t { DRAGOMAN_TAGS(X) };
enum class Dep : std::uint8_t { DRAGOMAN_DEPS(X) };
#undef X

#define X(name, text) text,
inline constexpr std::string_view tag_names[] = {DRAGOMAN_TAGS(X)};
inline constexpr std::string_view dep_names[] = {DRAGOMAN_DEPS(X)};
#undef X

inline std::string_view name_of(Tag tag) { return tag_names[static_cast<int>(tag)]; }
inline std::string_view name_of(Dep dep) { return dep_names[static_cast<int>(dep)]; }

}  // namespace dragoman
