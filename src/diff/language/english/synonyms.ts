/** Words that the news uses for one thing, a group per line: a replacement within a line is a change of wording. */
export const synonymLines = `
fire blaze inferno
wildfire bushfire brushfire
truck lorry
plane airplane aeroplane aircraft airliner jet jetliner
ship vessel boat
car automobile vehicle
train locomotive
store shop outlet
company firm corporation business
gunman shooter gunmen gunwoman
attacker assailant perpetrator
protester protestor demonstrator marcher counterprotester
protest demonstration rally march
soldier troop serviceman
militant insurgent rebel fighter
quake earthquake tremor temblor
explosion blast detonation
explode detonate
murder slay assassinate
injure wound hurt
begin start commence launch
end conclude finish
vote ballot poll
election poll
approve pass adopt
law legislation act bill statute
cut slash reduce lower decrease
raise increase hike boost
rise climb grow increase
fall drop decline decrease plunge
crash collide
hit strike
occur happen
take place
jail prison
jailed imprisoned
lawyer attorney
doctor physician
child kid
people persons individuals
head chief boss leader
chair chairman chairwoman chairperson
big large huge massive major
storm tempest
flood flooding
landslide mudslide landslip
border frontier
accord agreement deal pact treaty
criticize criticise condemn denounce decry
capture seize
destroy demolish raze
resign quit
demand urge
ask request
buy acquire purchase
sell divest
victim casualty
death fatality
suspect defendant
sect cult
cop policeman
hostage captive
house home residence
shut close
ease relax
worsen deteriorate
refugee migrant
mayor burgomaster
film movie
football soccer
pupil student schoolchild
airport aerodrome
road highway motorway freeway street
dispute row feud
aid assistance help
parliament legislature assembly
toll tally
several multiple numerous many
previous earlier ago before
sculpture statue monument
sidewalk pavement
detonation explosion
carry ferry transport
probe investigate investigation inquiry enquiry
aim target
plant factory
employee worker staff
crew crewmember
nation country
global worldwide
`
