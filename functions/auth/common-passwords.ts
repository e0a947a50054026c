/**
 * The worst passwords of eight signs and more, by the lists of what was stolen elsewhere (OWASP SecLists, NCSC's 100,000): who
 * guesses tries these first. In lower case; shorter ones are refused for their length.
 */
const WORST = `
password password1 password2 password3 password12 password123 password1234 password12345 password123456 password! password1! password@123
password01 password11 password99 password00 password2020 password2021 password2022 password2023 password2024 password2025 password2026
passw0rd passw0rd1 p@ssword p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword1 p@ssword123 pa55word pa$$word pa$$w0rd passwort passwort1 passwords
mypassword mypassword1 mypass123 thepassword newpassword newpass1 pass1234 pass12345 pass123456 passpass passport passcode passphrase
12345678 123456789 1234567890 12345678910 123456789a 123456789q 123456780 1234567891 12345678a 12345678q 012345678 0123456789 01234567
87654321 987654321 9876543210 0987654321 098765432 11111111 111111111 1111111111 00000000 000000000 0000000000 22222222 33333333 44444444
55555555 66666666 77777777 88888888 888888888 99999999 999999999 12341234 123412345 12344321 123123123 123321123 1231231234 11223344
1122334455 112233445566 12121212 21212121 10101010 01010101 13131313 14141414 69696969 11112222 12312312 123454321 1234554321 147258369
147852369 159357456 159753456 741852963 789456123 963852741 987456321 14725836 15935746 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u
1qaz2wsx 1qaz2wsx3edc 1qazxsw2 1qaz!qaz 1qaz@wsx zaq12wsx zaq1zaq1 zaq1xsw2 zaq!2wsx q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc
qazwsx123 qazwsx12 qwer1234 qwer12345 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty!@ qwertyui qwertyuio qwertyuiop
qwertyuiop1 qwertyuiop[] qwertyqwerty qwertzuiop qwertz123 azertyuiop azerty123 asdfghjk asdfghjkl asdfghjkl1 asdfasdf asdf1234 asdfjkl;
zxcvbnm1 zxcvbnm123 zxcvbnm, zxcvbnm. zxcvbnmm zxcvzxcv qweasdzxc qweasd123 qweqweqwe qweqwe123 qwe12345 asd12345 asd123456 zxc12345
1234qwer 12345qwert 123456qwerty 123qweasd 123qweasdzxc 123qwe123 12qwaszx 1234asdf 123abc123 abc12345 abc123456 abcd1234 abcd12345
abcdefgh abcdefghi abcdefghij abcdefg1 abcdef12 abcdef123 abcabcabc abc123abc abc123123 aa123456 aaa11111 aaaaaaaa aaaaaaaaa aaaaaaaaaa
aabbccdd a1b2c3d4 a1b2c3d4e5 a1s2d3f4 a12345678 a123456789 a1234567 q1234567 q12345678 q123456789 s12345678 z1234567 zzzzzzzz xxxxxxxx
iloveyou iloveyou1 iloveyou2 iloveyou! iloveyou12 iloveyou123 iloveyouu iloveu123 loveyou1 loveyou123 lovelove loveme12 lovely123 iloveme1
ilovejesus ilovegod ilovemom ilovemyself ilikeyou forever1 forever21 sunshine sunshine1 sunshine12 sunshine123 princess princess1
princess12 princess123 football football1 football12 football123 baseball baseball1 basketball basketball1 softball volleyball hockey123
superman superman1 superman123 superstar batman123 spiderman spiderman1 starwars starwars1 pokemon1 pokemon123 dragon123 dragonball
dragonballz trustno1 trustnoone whatever whatever1 whocares computer computer1 computer123 internet internet1 samsung1 samsung123
samantha michelle michelle1 jennifer jennifer1 jessica1 jonathan jordan23 jordan123 michael1 michael123 charlie1 charlie123 daniel123
matthew1 matthew123 alexander alexander1 alexandra alexande anthony1 andrew123 ashley123 amanda123 benjamin brandon1 brittany caroline
cameron1 carolina catherine christian christian1 christina christine christopher danielle danielle1 elizabeth elizabeth1 gabriela
gabriel1 gabrielle isabella isabelle jasmine1 jeremiah joseph123 joshua123 justin123 katherine kimberly lauren123 madison1 margaret
martinez mercedes mohammed muhammad natalie1 nathaniel nicholas nicole123 patricia richard1 robert123 rodriguez savannah sebastian
stephanie stephanie1 thomas123 tiffany1 valentina valentine vanessa1 veronica victoria victoria1 virginia william1 hello123 hello1234
hello12345 hellohello helloworld helloworld1 hellokitty welcome1 welcome12 welcome123 welcome1234 welcome1! welcome@123 welcome2024
welcome2025 welcome2026 changeme changeme1 changeme123 letmein1 letmein12 letmein123 letmein! letmeinnow opensesame secret12 secret123
secret1234 topsecret mysecret security security1 access14 access123 default1 default123 system123 server123 admin123 admin1234 admin12345
admin123456 admin@123 admin1234! admin2024 admin2025 admin2026 adminadmin administrator administrator1 superuser superadmin root1234
root12345 rootroot toor1234 user1234 user12345 username username1 guest123 guest1234 guestguest test1234 test12345 test123456 testtest
testtest1 testing1 testing123 tester123 temp1234 temporary demo1234 demodemo sample123 example1 manager1 manager123 office123 company1
company123 business1 monkey12 monkey123 monkey1234 shadow12 shadow123 master12 master123 master1234 masterkey killer123 ninja123 blink182
butterfly butterfly1 cheese123 chicken1 chocolate chocolate1 cookie123 diamond1 dolphin1 dolphins elephant flower123 flowers1 freedom1
friends1 friendship ginger123 harley123 harrypotter homework hunter123 jesus123 jesus1234 jesuschrist kitty123 liverpool liverpool1
arsenal1 arsenal123 barcelona barcelona1 realmadrid chelsea1 chelsea123 manchester manutd123 juventus cowboys1 lakers24 steelers yankees1
marlboro maverick midnight midnight1 mustang1 november december september october1 january1 february monday123 sunday123 summer12
summer123 summer2023 summer2024 summer2025 summer2026 winter123 winter2024 winter2025 winter2026 spring123 spring2024 spring2025
spring2026 autumn2024 autumn2025 autumn2026 orange123 purple123 yellow123 rainbow1 rainbows snoopy123 soccer12 soccer123 startrek
stargate swordfish tigger123 tinkerbell thunder1 tomorrow trinity1 twilight universe violet123 warcraft warrior1 windows1 wolfpack
corvette colorado california canada123 america1 american london123 newyork1 paris123 germany1 cambodia cambodia1 cambodia123 cambodia2024
cambodia2025 cambodia2026 phnompenh phnompenh1 phnompenh123 siemreap siemreap1 angkorwat angkorwat1 angkor123 khmer123 khmer1234 khmer12345
battambang sihanoukville cellcard1 bangkok1 thailand thailand1 vietnam1 saigon123 facebook facebook1 facebook123 google123 youtube1
instagram linkedin linkedin1 whatsapp telegram telegram1 minecraft minecraft1 nintendo playstation xbox1234 fuckyou1 fuckyou2 fuckyou12
fuckyou123 fuckyou! fuckoff1 fuckthis asshole1 bullshit bitch123 biteme12 nothing1 nopassword nopass123 idontknow dontknow something
anything blahblah blessed1 godisgood godbless sexygirl babygirl babygirl1 babygirl12 babyboy1 baby1234 playboy1 playboy123 motorola
qqww1122 q1q1q1q1 qqqqqqqq wwwwwwww ssssssss xyz12345 tonletonle tonle123 tonle1234 tonlesap tonlesap1 mekong123 crm12345 salesforce
`

const worst = new Set(WORST.trim().split(/\s+/))

/** `password` is in lower case. */
export const isAmongWorst = (password: string): boolean => worst.has(password)
