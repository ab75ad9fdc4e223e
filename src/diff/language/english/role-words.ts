/** Words that describe the person or thing named beside them. They are no names, even with a capital. */
export const roleWords = `
mr mrs ms dr sir lord lady dame saint st president vice prime minister deputy governor senator congressman congresswoman representative mayor chancellor
king queen prince princess crown duke duchess pope cardinal archbishop bishop reverend imam ayatollah sheikh sultan emir general colonel captain lieutenant sergeant admiral major
corporal officer chief commander judge justice secretary chairman chairwoman chairperson chair co-chair co-founder cofounder founder leader head director executive ceo boss owner manager
coach trainer player former acting interim incumbent outgoing late then-president ex-president co-leader spokesman spokeswoman spokesperson attorney lawyer prosecutor
actor actress singer musician rapper author writer journalist reporter broadcaster anchor presenter host comedian director producer filmmaker artist painter poet architect designer model
politician lawmaker legislator mp mep activist businessman businesswoman tycoon billionaire millionaire entrepreneur investor scientist physicist professor economist engineer historian philosopher doctor nurse surgeon
footballer boxer golfer cyclist swimmer driver pilot astronaut cosmonaut athlete skier sprinter
hurricane typhoon cyclone storm city town village province state republic district county region department prefecture municipality island capital suburb neighborhood neighbourhood
newspaper magazine website channel network broadcaster company corporation firm airline bank agency group club team band party organization organisation
opposition senior junior veteran member ambassador envoy diplomat delegate commissioner treasurer adviser advisor nominee candidate
`
