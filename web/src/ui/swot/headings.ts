import { type Section, sections } from '../../board/swot.ts';
import type { Target } from '../paste/names.ts';

// What people call the quadrants, in Polish and English first, then in the languages of those who take part as well.
const names: Record<Section, string> = {
  strength:
    'mocn* stron*,siln* stron*,mocn* punkt*,siln* punkt*,mocn* cech*,atuty,zalety,strengths,advantages,strong points,' +
    'strong sides,=atut,=sily,=sila,=mocne,=silne,=strength,=plusy,сильн* сторон*,stiprybes,punti di forza,переваги,starken,siln* strank*,forces,' +
    'fortalezas,?potencjal*,?zasob*,?walory,?przewag*',
  weakness:
    'slab* stron*,slab* punkt*,slab* cech*,slabosci,wady,weaknesses,disadvantages,weak points,weak sides,=slabosc,=slabe,' +
    '=weakness,=minusy,слаб* сторон*,silpnybes,punti di debolezza,недоліки,schwachen,slab* strank*,faiblesses,debilidades,?problem*,' +
    '?deficyt*,?niedostatk*',
  opportunity:
    'szanse,okazje,mozliwosci,opportunities,=szansa,=szans,=okazja,=mozliwosc,=opportunity,=chance,=chances,можливості,' +
    'возможности,шанси,galimybes,opportunites,opportunita,chancen,prilezitosti,oportunidades,?perspektyw*,?impuls*',
  threat:
    'zagrozenia,niebezpieczenstwa,threats,=zagrozenie,=zagrozen,=niebezpieczenstwo,=ryzyka,=ryzyko,=threat,=risk,=risks,' +
    'загрози,угрозы,gresmes,minacce,ризики,risiken,hrozby,ohrozenia,menaces,amenazas,?barier*,?barrier*,?obstacle*,?obaw*,?przeszkod*,?wyzwani*',
};

/** The quadrants as headings name them. */
const targets: readonly Target[] = sections.map((key) => ({
  key,
  names: names[key].split(','),
  letter: { strength: 's', weakness: 'w', opportunity: 'o', threat: 't' }[key],
}));

export default targets;
