/** Words that carry grammar and no facts. */
export const functionWords = `a an the this that these those it its they them their theirs he him his she her hers we our i you your who whom whose which what where when
and or but as at by for from in into of on onto off out to toward towards upon with within via per through throughout during including despite between among amid amidst across along alongside around about over under near against
be am is are was were been being has have had having do does did doing should can cannot if than then so such there here also too while whilst although though however because since due after before until till
up down both each any all other others another more most some own same only just very even still now well one's himself herself itself themselves is's not_ upon unto whether how why again further thus therefore meanwhile additionally moreover furthermore following upcoming_ total additional etc`
