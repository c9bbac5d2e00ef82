// The stems that lists of leaked passwords are made of, chosen by hand: about 250 words stand for the many thousands of
// spellings that people derive from them (capitals, digits behind, letters turned into signs), which the rules undo first.
// It is no copy of a leaked list; rare leaked passwords pass.

const WORDS = `
  password passwort passw0rd passcode passphrase pass word contrasena motdepasse secret geheim private login signin signup
  welcome willkommen hello hallo hola bonjour letmein openup opensesame sesame access admin administrator root superuser
  user username guest test tester testing demo sample example default changeme change temp temporary trustno trust
  master manager owner office company business system server service support security network internet computer laptop
  desktop windows linux google facebook instagram twitter youtube whatsapp yahoo gmail hotmail outlook microsoft apple
  iphone android samsung nintendo playstation xbox pokemon pikachu minecraft fortnite roblox starwars startrek
  matrix batman superman spiderman ironman avengers hogwarts harry potter gandalf naruto
  monkey dragon tiger lion panther eagle falcon phoenix wolf bear shark dolphin turtle penguin puppy kitten kitty doggy
  horse pony mustang snoopy bailey buddy lucky ginger pepper cookie cheese chocolate coffee banana orange cherry apple
  peanut butter honey sugar candy sweet sweetie
  football soccer baseball basketball hockey tennis golf cricket rugby liverpool chelsea arsenal barcelona juventus
  yankees cowboys lakers steelers packers eagles giants rangers raiders
  summer winter spring autumn fall january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday morning night today tomorrow forever
  sunshine rainbow flower summertime princess prince queen king angel heaven diamond silver golden shadow thunder
  lightning storm fire water ocean river mountain island paradise freedom liberty america usa england london paris
  berlin texas california florida newyork chicago columbus ohio
  iloveyou love lovely lover loveme loveyou babe baby babygirl girl boy friend friends family mother father mommy daddy
  mama papa sister brother honey darling sexy jesus christ godbless blessed faith hope peace
  michael jennifer jessica ashley matthew daniel andrew joshua david james robert john thomas george charlie william
  nicole amanda michelle elizabeth samantha maria anna emma oliver jordan taylor justin brandon anthony jason
  hunter killer ninja samurai warrior soldier hacker gamer player winner legend champion maverick ranger
  whatever nothing something everything anything blahblah asdf qwer zxcv qazwsx abc xyz letters numbers
  money dollar million business mercedes ferrari porsche harley toyota honda yamaha corvette camaro
  groundwork trash waste garbage recycling dumpster hauler hauling truck bin repair
`

export const COMMON_WORDS: readonly string[] = [...new Set(WORDS.trim().split(/\s+/))]
